// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarketResolver} from "./IMarketResolver.sol";

/// @notice The part of UMA's Optimistic Oracle V3 that is used here.
interface IOptimisticOracleV3 {
    struct EscalationManagerSettings {
        bool arbitrateViaEscalationManager;
        bool discardOracle;
        bool validateDisputers;
        address assertingCaller;
        address escalationManager;
    }

    struct Assertion {
        EscalationManagerSettings escalationManagerSettings;
        address asserter;
        uint64 assertionTime;
        bool settled;
        address currency;
        uint64 expirationTime;
        bool settlementResolution;
        bytes32 domainId;
        bytes32 identifier;
        uint256 bond;
        address callbackRecipient;
        address disputer;
    }

    function assertTruth(
        bytes calldata claim,
        address asserter,
        address callbackRecipient,
        address escalationManager,
        uint64 liveness,
        address currency,
        uint256 bond,
        bytes32 identifier,
        bytes32 domainId
    ) external returns (bytes32 assertionId);
    function settleAssertion(bytes32 assertionId) external;
    function syncUmaParams(bytes32 identifier, address currency) external;
    function getAssertion(bytes32 assertionId) external view returns (Assertion memory);
    function getAssertionResult(bytes32 assertionId) external view returns (bool);
    function getMinimumBond(address currency) external view returns (uint256);
    function cachedCurrencies(address currency) external view returns (bool isWhitelisted, uint256 finalFee);
    function defaultIdentifier() external view returns (bytes32);
}

/// @notice The policy of a market, ABI-encoded as `resolverData` at its creation: `abi.encode(UmaPolicy)`.
/// @param currency What bonds are paid in: a token that UMA accepts, not necessarily the collateral.
/// @param bond In base units of the currency, at most 1,000 times UMA's own minimum when the market is created; UMA's
/// minimum is paid if it is higher.
/// @param liveness Seconds for which an assertion can be disputed at the oracle, at least 60.
/// @param earlyAssertions Whether assertions are accepted before `closesAt`.
struct UmaPolicy {
    address currency;
    uint96 bond;
    uint64 liveness;
    bool earlyAssertions;
}

/// @notice Where a market stands, and who can act.
/// None: not registered here. Waiting: nobody can assert before `closesAt`. Assertable: anyone asserts (also while other
/// assertions run), disputes at the oracle, and finalizes what the oracle can settle. Expired: no new assertion could be
/// final in time; those that run can still be finalized; anyone voids from `resolveBy`. Final: resolved or void.
enum UmaState {
    None,
    Waiting,
    Assertable,
    Expired,
    Final
}

/// @title Resolution by UMA's Optimistic Oracle V3
/// @notice Anyone asserts at the oracle, through this contract and with a bond, that a market has certain payouts. Who
/// disagrees disputes at the oracle, and UMA's voters decide. The first assertion that the oracle settles as true
/// resolves the market. One that it rejects resolves nothing: it never means the opposite, and anyone asserts again.
///
/// Assertions run side by side, as many as anyone cares to bond: an assertion that is stuck in a vote, or cannot be
/// settled because its currency blocks the asserter, holds nobody else up. So a wrong one must be disputed whatever
/// else runs.
///
/// This contract is not the oracle's callback recipient: the result is read from the oracle by `finalize`, so nothing
/// here can make the oracle's settlement fail or be re-entered from it. Bonds move between the oracle, the asserter and
/// the disputer only.
///
/// UMA's voting has no worst case in time. Registration counts 30 days for a vote, so it asks for three days, two times
/// the liveness and a vote, and one day between `closesAt` and `resolveBy`; give months.
///
/// The currency is the creator's choice among those that UMA accepts. While it is paused nobody can assert or dispute,
/// and an assertion whose liveness ends meanwhile can be settled afterwards without a dispute: give a liveness longer
/// than a pause is likely to last. If UMA strikes it off its list nobody can assert any more, and the market falls to
/// void.
interface IUmaResolver is IMarketResolver {
    /// @notice UMA does not accept this currency.
    error CurrencyNotAccepted(address currency);
    /// @notice The bond is above what the caller would pay, or, in a policy, above 1,000 times UMA's minimum; in base
    /// units of the currency.
    error BondTooHigh(uint256 bond, uint256 maximum);
    /// @notice The currency did not deliver exactly the bond.
    error BondNotReceived(uint256 received, uint256 expected);
    /// @notice No assertion with this id was made here, or it has been finalized already.
    error UnknownAssertion(bytes32 assertionId);

    /// @notice A market was registered with this policy.
    event UmaRegistered(uint256 indexed marketId, UmaPolicy policy);
    /// @param deadline From here on the oracle can settle the assertion if nobody disputed it.
    event Asserted(
        uint256 indexed marketId,
        address indexed asserter,
        bytes32 indexed assertionId,
        uint64[] payouts,
        uint256 bond,
        uint256 deadline,
        string evidenceUri,
        bytes32 evidenceHash
    );
    /// @notice The oracle found the assertion true; the market is resolved by it.
    event Finalized(uint256 indexed marketId, bytes32 indexed assertionId, uint64[] payouts);
    /// @notice The oracle rejected the assertion.
    event Rejected(uint256 indexed marketId, bytes32 indexed assertionId);

    /// @notice UMA's oracle.
    function oracle() external view returns (IOptimisticOracleV3);

    /// @notice Asserts a market's payouts and pays `bondOf(marketId)`, which the oracle returns to the caller if the
    /// assertion is true. Anyone; from `closesAt` (or before it, if the policy allows), until liveness and one day
    /// before `resolveBy`. Reverts with `IMarkets.DeadlinePassed` after the deadline.
    /// @param maxBond The most that the caller would pay as a bond, base units of the currency: UMA may raise its minimum.
    /// @param deadline Unix seconds of the last block in which the call may run.
    /// @param evidenceUri Where the evidence is; only logged. @param evidenceHash Its keccak256.
    function assertPayouts(
        uint256 marketId,
        uint64[] calldata payouts,
        uint256 maxBond,
        uint256 deadline,
        string calldata evidenceUri,
        bytes32 evidenceHash
    ) external returns (bytes32 assertionId);

    /// @notice Resolves the assertion's market if the oracle finds the assertion true, and strikes the assertion out if
    /// not. Anyone, once the oracle has settled it or can settle it.
    function finalize(bytes32 assertionId) external;

    /// @notice The policy a market was registered with.
    function policyOf(uint256 marketId) external view returns (UmaPolicy memory);

    /// @notice Where a market stands.
    /// @return state See the enum.
    /// @return until The first second at which time alone ends the state; zero if it lasts. For Expired: `resolveBy`,
    /// from which anyone may void.
    function stateOf(uint256 marketId) external view returns (UmaState state, uint256 until);

    /// @notice The bond that an assertion costs now, in base units of the policy's currency.
    function bondOf(uint256 marketId) external view returns (uint256);

    /// @notice How many assertions were made about a market.
    function assertionCount(uint256 marketId) external view returns (uint256);

    /// @notice The market and payouts of an assertion that has not been finalized; zero and empty otherwise.
    function assertionOf(bytes32 assertionId) external view returns (uint256 marketId, uint64[] memory payouts);

    /// @notice The claim that an assertion about a market would make. It names the market's `termsHash`, so voters can tell
    /// which text and terms it is about; the index keeps equal claims in one block apart.
    function claimOf(uint256 marketId, uint64[] calldata payouts, uint256 index) external view returns (string memory);
}
