// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IMarkets, Terms} from "../interfaces/IMarkets.sol";
import {IResolver} from "../interfaces/IResolver.sol";
import {IOptimisticOracleV3, IUmaResolver, UmaPolicy, UmaState} from "../interfaces/IUmaResolver.sol";
import {MarketResolver} from "./MarketResolver.sol";
import {PayoutVector} from "../libraries/PayoutVector.sol";

/// @dev See the interface, which is the specification.
contract UmaResolver is IUmaResolver, MarketResolver, ReentrancyGuardTransient {
    using PayoutVector for *;
    using SafeERC20 for IERC20;
    using Strings for uint256;
    using Strings for address;

    struct Claim {
        uint64 marketId;
        bool single;
        uint8 winner;
        mapping(uint256 index => uint256) payouts;
    }

    /// @dev Time left for UMA's vote, which has no worst case; the linter asks for months.
    uint256 private constant VOTING_TIME = 30 days;
    /// @dev A policy's bond may be this many times UMA's own minimum: more than that is there to keep answers away.
    uint256 private constant MAX_BOND_RATIO = 1_000;

    /// @inheritdoc IUmaResolver
    IOptimisticOracleV3 public immutable oracle;

    mapping(uint256 marketId => UmaPolicy) private _policies;
    mapping(bytes32 assertionId => Claim) private _claims;
    /// @inheritdoc IUmaResolver
    mapping(uint256 marketId => uint256) public assertionCount;

    constructor(IMarkets markets_, IOptimisticOracleV3 oracle_) MarketResolver(markets_) {
        oracle = oracle_;
    }

    // ------------------------------------------------------------------ registration

    /// @inheritdoc IResolver
    function register(
        uint256 marketId,
        address,
        uint256,
        uint256 closesAt,
        uint256 resolveBy,
        bytes calldata data
    ) external onlyMarkets {
        UmaPolicy memory policy = abi.decode(data, (UmaPolicy));

        // Check: there is time for two assertions with a vote each
        _checkWindow(policy.liveness);
        _checkResolveBy(closesAt, resolveBy, policy.liveness + VOTING_TIME, 0);

        // Effect: the policy is kept
        _policies[marketId] = policy;
        emit UmaRegistered(marketId, policy);

        // Interaction: the oracle takes over what UMA's lists say of the currency
        oracle.syncUmaParams(oracle.defaultIdentifier(), policy.currency);

        // Check: UMA accepts the currency, and a person can pay the bond; only now can this be known
        (bool accepted, ) = oracle.cachedCurrencies(policy.currency);
        if (!accepted) revert CurrencyNotAccepted(policy.currency);
        _checkBond(policy.bond, MAX_BOND_RATIO * oracle.getMinimumBond(policy.currency));
    }

    // ------------------------------------------------------------------ asserting

    /// @inheritdoc IUmaResolver
    function assertPayouts(
        uint256 marketId,
        uint64[] calldata payouts,
        uint256 maxBond,
        uint256 deadline,
        string calldata evidenceUri,
        bytes32 evidenceHash
    ) external nonReentrant returns (bytes32 assertionId) {
        UmaPolicy memory policy = _registered(marketId);
        Terms memory market = markets.termsOf(marketId);

        // Check: in time, an answer is due, `Markets` would take the vector, and the caller would pay the bond
        if (block.timestamp > deadline) revert IMarkets.DeadlinePassed(deadline, block.timestamp);
        if (_isFinal(market.status)) revert IMarkets.AlreadyFinal(marketId, market.status);
        _checkDue(policy.earlyAssertions, market.closesAt, market.resolveBy, policy.liveness);
        payouts.check(market.outcomeCount);
        uint256 bond = _bond(policy);
        _checkBond(bond, maxBond);

        // Interaction: only the oracle knows the assertion's id, so it comes first; the guard keeps it from coming back
        assertionId = _assert(policy, bond, bytes(claimOf(marketId, payouts, assertionCount[marketId])));

        // Effect: the assertion is known by its id, with what it would pay
        ++assertionCount[marketId];
        Claim storage claim = _claims[assertionId];
        claim.marketId = uint64(marketId); // a counter
        (claim.single, claim.winner) = claim.payouts.save(payouts);
        emit Asserted(
            marketId,
            msg.sender,
            assertionId,
            payouts,
            bond,
            block.timestamp + policy.liveness,
            evidenceUri,
            evidenceHash
        );
    }

    /// @inheritdoc IUmaResolver
    function finalize(bytes32 assertionId) external nonReentrant {
        (uint256 marketId, uint64[] memory payouts) = assertionOf(assertionId);

        // Check: the assertion was made here, and nobody finalized it
        if (marketId == 0) revert UnknownAssertion(assertionId);

        // Effect: it cannot be finalized again
        _claims[assertionId].marketId = 0;

        // Interaction: the oracle settles, or reverts while it cannot; what it found true makes the market final
        if (!oracle.getAssertion(assertionId).settled) oracle.settleAssertion(assertionId);
        if (!oracle.getAssertionResult(assertionId)) {
            emit Rejected(marketId, assertionId);
            return;
        }
        emit Finalized(marketId, assertionId, payouts);
        markets.resolve(marketId, payouts);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IUmaResolver
    function policyOf(uint256 marketId) external view returns (UmaPolicy memory) {
        return _policies[marketId];
    }

    /// @inheritdoc IUmaResolver
    function stateOf(uint256 marketId) external view returns (UmaState state, uint256 until) {
        UmaPolicy memory policy = _policies[marketId];
        if (policy.liveness == 0) return (UmaState.None, 0);
        Terms memory market = markets.termsOf(marketId);
        if (_isFinal(market.status)) return (UmaState.Final, 0);
        uint256 latest = _latestAnswer(market.resolveBy, policy.liveness);
        if (block.timestamp > latest) return (UmaState.Expired, market.resolveBy);
        if (policy.earlyAssertions || block.timestamp >= market.closesAt) return (UmaState.Assertable, latest + 1);
        return (UmaState.Waiting, market.closesAt);
    }

    /// @inheritdoc IUmaResolver
    function bondOf(uint256 marketId) external view returns (uint256) {
        return _bond(_registered(marketId));
    }

    /// @inheritdoc IUmaResolver
    function assertionOf(bytes32 assertionId) public view returns (uint256 marketId, uint64[] memory payouts) {
        Claim storage claim = _claims[assertionId];
        marketId = claim.marketId;
        if (marketId == 0) return (marketId, payouts);
        payouts = claim.payouts.load(claim.single, claim.winner, markets.termsOf(marketId).outcomeCount);
    }

    /// @inheritdoc IUmaResolver
    function claimOf(uint256 marketId, uint64[] calldata payouts, uint256 index) public view returns (string memory) {
        string memory vector;
        for (uint256 i; i < payouts.length; ++i) {
            vector = string.concat(vector, i == 0 ? "" : ", ", uint256(payouts[i]).toString());
        }
        return
            string.concat(
                "By its rules, market ",
                marketId.toString(),
                " of the Presage contract ",
                address(markets).toHexString(),
                " on chain ",
                block.chainid.toString(),
                ", whose creator and terms in its creation event have the keccak256 ",
                uint256(markets.marketOf(marketId).termsHash).toHexString(32),
                ", pays its outcomes, in their order, in the proportion [",
                vector,
                "], and this could be known when it was asserted. Assertion ",
                index.toString(),
                "."
            );
    }

    // ------------------------------------------------------------------ internal

    function _assert(UmaPolicy memory policy, uint256 bond, bytes memory claim) private returns (bytes32) {
        IERC20 currency = IERC20(policy.currency);
        uint256 before = currency.balanceOf(address(this));
        currency.safeTransferFrom(msg.sender, address(this), bond);
        uint256 received = currency.balanceOf(address(this)) - before;
        if (received != bond) revert BondNotReceived(received, bond);

        currency.forceApprove(address(oracle), bond);
        return
            oracle.assertTruth(
                claim,
                msg.sender,
                address(0), // no callback
                address(0), // no escalation manager: UMA's voters decide
                policy.liveness,
                policy.currency,
                bond,
                oracle.defaultIdentifier(),
                bytes32(0)
            );
    }

    function _bond(UmaPolicy memory policy) private view returns (uint256) {
        return Math.max(policy.bond, oracle.getMinimumBond(policy.currency));
    }

    function _checkBond(uint256 bond, uint256 maximum) private pure {
        if (bond > maximum) revert BondTooHigh(bond, maximum);
    }

    function _registered(uint256 marketId) private view returns (UmaPolicy memory policy) {
        policy = _policies[marketId];
        if (policy.liveness == 0) revert NotRegistered(marketId);
    }
}
