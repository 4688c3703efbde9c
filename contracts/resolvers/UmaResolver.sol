// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IMarkets, Terms} from "../interfaces/IMarkets.sol";
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

    IOptimisticOracleV3 public immutable oracle;

    mapping(uint256 marketId => UmaPolicy) private _policies;
    mapping(bytes32 assertionId => Claim) private _claims;
    mapping(uint256 marketId => uint256) public assertionCount;

    constructor(IMarkets markets_, IOptimisticOracleV3 oracle_) MarketResolver(markets_) {
        oracle = oracle_;
    }

    // ------------------------------------------------------------------ registration

    function register(
        uint256 marketId,
        address,
        uint256,
        uint256 closesAt,
        uint256 resolveBy,
        bytes calldata data
    ) external onlyMarkets {
        UmaPolicy memory policy = abi.decode(data, (UmaPolicy));

        // Check:
        _checkWindow(policy.liveness);
        _checkResolveBy(closesAt, resolveBy, policy.liveness + VOTING_TIME, 0);

        // Effect:
        _policies[marketId] = policy;
        emit UmaRegistered(marketId, policy);

        // Interaction: the oracle takes over UMA's list of accepted currencies
        oracle.syncUmaParams(oracle.defaultIdentifier(), policy.currency);
        (bool accepted, ) = oracle.cachedCurrencies(policy.currency);
        require(accepted, CurrencyNotAccepted(policy.currency));
    }

    // ------------------------------------------------------------------ asserting

    function assertPayouts(
        uint256 marketId,
        uint64[] calldata payouts,
        string calldata evidenceUri,
        bytes32 evidenceHash
    ) external nonReentrant returns (bytes32 assertionId) {
        UmaPolicy memory policy = _registered(marketId);
        Terms memory market = markets.termsOf(marketId);

        // Check:
        require(!_isFinal(market.status), IMarkets.AlreadyFinal(marketId, market.status));
        _checkDue(policy.earlyAssertions, market.closesAt, market.resolveBy, policy.liveness);
        payouts.check(market.outcomeCount);

        // Interaction: only the oracle knows the assertion's id, so it comes first; the guard keeps it from coming back
        uint256 bond = _bond(policy);
        assertionId = _assert(policy, bond, bytes(claimOf(marketId, payouts, assertionCount[marketId])));

        // Effect:
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

    function finalize(bytes32 assertionId) external nonReentrant {
        (uint256 marketId, uint64[] memory payouts) = assertionOf(assertionId);

        // Check:
        require(marketId != 0, UnknownAssertion(assertionId));

        // Effect:
        _claims[assertionId].marketId = 0;

        // Interaction: the oracle reverts while it cannot settle
        if (!oracle.getAssertion(assertionId).settled) oracle.settleAssertion(assertionId);
        if (!oracle.getAssertionResult(assertionId)) {
            emit Rejected(marketId, assertionId);
            return;
        }
        emit Finalized(marketId, assertionId, payouts);
        markets.resolve(marketId, payouts);
    }

    // ------------------------------------------------------------------ views

    function policyOf(uint256 marketId) external view returns (UmaPolicy memory) {
        return _policies[marketId];
    }

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

    function bondOf(uint256 marketId) external view returns (uint256) {
        return _bond(_registered(marketId));
    }

    function assertionOf(bytes32 assertionId) public view returns (uint256 marketId, uint64[] memory payouts) {
        Claim storage claim = _claims[assertionId];
        marketId = claim.marketId;
        if (marketId == 0) return (marketId, payouts);
        payouts = claim.payouts.load(claim.single, claim.winner, markets.termsOf(marketId).outcomeCount);
    }

    function claimOf(uint256 marketId, uint64[] calldata payouts, uint256 index) public view returns (string memory) {
        string memory vector;
        for (uint256 i; i < payouts.length; ++i) {
            vector = string.concat(vector, i == 0 ? "" : ", ", uint256(payouts[i]).toString());
        }
        return
            string.concat(
                "By its rules, the text in its creation event, with terms whose hash is ",
                uint256(markets.marketOf(marketId).termsHash).toHexString(32),
                ", market ",
                marketId.toString(),
                " of the Presage contract ",
                address(markets).toHexString(),
                " on chain ",
                block.chainid.toString(),
                " pays its outcomes, in their order, in the proportion [",
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
        require(received == bond, BondNotReceived(received, bond));

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

    function _registered(uint256 marketId) private view returns (UmaPolicy memory policy) {
        policy = _policies[marketId];
        require(policy.liveness != 0, NotRegistered(marketId));
    }
}
