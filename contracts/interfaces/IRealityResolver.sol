// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarketResolver} from "./IMarketResolver.sol";

/// @notice The part of Reality.eth 3.0 that is used here.
interface IRealityETH {
    function askQuestionWithMinBond(
        uint256 templateId,
        string calldata question,
        address arbitrator,
        uint32 timeout,
        uint32 openingTime,
        uint256 nonce,
        uint256 minBond
    ) external payable returns (bytes32 questionId);
    function reopenQuestion(
        uint256 templateId,
        string calldata question,
        address arbitrator,
        uint32 timeout,
        uint32 openingTime,
        uint256 nonce,
        uint256 minBond,
        bytes32 reopensQuestionId
    ) external payable returns (bytes32 questionId);
    function getFinalAnswerIfMatches(
        bytes32 questionId,
        bytes32 contentHash,
        address arbitrator,
        uint32 minTimeout,
        uint256 minBond
    ) external view returns (bytes32);
    function arbitrator_question_fees(address arbitrator) external view returns (uint256);
    function isFinalized(bytes32 questionId) external view returns (bool);
    function isPendingArbitration(bytes32 questionId) external view returns (bool);
    function resultFor(bytes32 questionId) external view returns (bytes32);
    function getContentHash(bytes32 questionId) external view returns (bytes32);
    function getFinalizeTS(bytes32 questionId) external view returns (uint32);
    function reopened_questions(bytes32 questionId) external view returns (bytes32);
}

/// @notice The policy of a market, ABI-encoded as `resolverData` at its creation: `abi.encode(RealityPolicy)`.
/// @param arbitrator Reality.eth's last instance for this question; not the zero address.
/// @param timeout Seconds for which an answer can be outbid, at least 60 and less than 365 days.
/// @param minBond The smallest bond of an answer, in wei; at most 1,000 ether.
/// @param templateId Reality.eth's template of the question: 2 is "one of these outcomes", for any number of outcomes; 0 is
/// "yes or no", for exactly two, of which yes is the first.
/// @param earlyAnswers Whether answers are accepted before `closesAt`.
/// @param question The question's text as the template wants it, without the words that `questionTextOf` puts before it;
/// with template 2 the outcomes must stand in the market's order.
struct RealityPolicy {
    address arbitrator;
    uint32 timeout;
    uint96 minBond;
    uint32 templateId;
    bool earlyAnswers;
    string question;
}

/// @notice Where a market stands, and who can act.
/// None: not registered here. Waiting: the question does not open before `closesAt`. Open: anyone answers at Reality.eth.
/// Answered: anyone outbids or asks for arbitration, until the timeout. Arbitration: the arbitrator answers.
/// Finalizable: the answer is an outcome; anyone finalizes. Vector: an answer that is the hash of a payout vector, or of
/// nothing: whoever knows the vector finalizes; from `until` = `resolveBy` anyone voids. TooSoon: anyone reopens the
/// question. Invalid: Reality.eth says that the question has no answer; anyone voids the market from `resolveBy`. Final:
/// the market is resolved or void.
enum RealityState {
    None,
    Waiting,
    Open,
    Answered,
    Arbitration,
    Finalizable,
    Vector,
    TooSoon,
    Invalid,
    Final
}

/// @title Resolution by Reality.eth 3.0
/// @notice Creating the market asks the question at Reality.eth. Anyone answers there, with a bond that each further
/// answer must double; the last answer that stands for `timeout`, or the arbitrator's, is final, and anyone brings it
/// here by `finalize`. An answer means:
/// - with template 2, a number below the number of outcomes: that outcome won;
/// - with template 0, 1 ("yes"): the first outcome won; 0 ("no"): the second;
/// - "too soon" (0xff…fe): nothing; anyone reopens the question, with the same terms;
/// - "invalid" (0xff…ff): the market has no answer and falls to void at its initial odds;
/// - any other: `keccak256(abi.encodePacked(payouts))` of a full payout vector (`uint64[]`, each padded to 32 bytes, as
///   `abi.encodePacked` does with arrays), such as a tie; whoever finalizes supplies the vector. If it is the hash of no
///   vector that fits the market, nobody can, and the market falls to void.
///
/// The question's text begins with words that this contract puts there and that name the market, so whoever answers knows
/// by which market's rules. What follows is the creator's text, and binds no more than that: compare it with the rules.
///
/// When the answer is read, the question's text, arbitrator, timeout and the bond of the answer are checked again.
/// Reality.eth is only ever read and asked here, it never calls.
///
/// Outbidding and arbitration have no worst case in time. Registration counts 30 days for them, so it asks for three
/// days, two times the timeout and those, and one day between `closesAt` and `resolveBy`; give months.
interface IRealityResolver is IMarketResolver {
    /// @notice Every question needs an arbitrator.
    error ZeroArbitrator();
    /// @notice Template 2 fits any number of outcomes, template 0 exactly two, and no other template fits.
    error TemplateDoesNotFit(uint256 templateId, uint256 outcomeCount);
    /// @notice A person must be able to pay the smallest bond; in wei.
    error MinBondTooHigh(uint256 minBond, uint256 maximum);
    /// @notice An arbitrator that charges for questions cannot be used: asking is part of creating the market. In wei.
    error ArbitratorCharges(address arbitrator, uint256 fee);
    /// @notice The answer is not the index of an outcome.
    error NotAnOutcome(bytes32 answer, uint256 outcomeCount);
    /// @notice The answer is not the hash of this payout vector.
    error NotTheVector(bytes32 answer, bytes32 payoutsHash);

    /// @notice A market was registered with this policy, and its question asked.
    event RealityRegistered(uint256 indexed marketId, bytes32 indexed questionId, RealityPolicy policy);
    /// @notice The question was asked again.
    event QuestionReopened(uint256 indexed marketId, bytes32 indexed questionId);
    /// @notice The market was resolved by this answer.
    event Finalized(uint256 indexed marketId, bytes32 indexed questionId, bytes32 answer, uint64[] payouts);

    /// @notice Reality.eth.
    function reality() external view returns (IRealityETH);

    /// @notice Resolves a market whose final answer is an outcome, as its template gives them. Anyone.
    function finalize(uint256 marketId) external;

    /// @notice Resolves a market whose final answer is the hash of a payout vector. Anyone.
    function finalizeVector(uint256 marketId, uint64[] calldata payouts) external;

    /// @notice Asks again a question that was answered "too soon". Anyone (at Reality.eth itself too); ether that comes
    /// with it becomes the question's bounty, less the arbitrator's fee for questions.
    function reopen(uint256 marketId) external payable returns (bytes32 questionId);

    /// @notice The policy a market was registered with.
    function policyOf(uint256 marketId) external view returns (RealityPolicy memory);

    /// @notice The whole text of the market's question, as it stands at Reality.eth:
    /// "Presage market N of 0x… on chain C: " and the policy's question. Empty for a market that is not registered here.
    function questionTextOf(uint256 marketId) external view returns (string memory);

    /// @notice The question whose answer counts now: the original, or the one that took its place.
    function questionOf(uint256 marketId) external view returns (bytes32 questionId);

    /// @notice Where a market stands.
    /// @return state See the enum.
    /// @return until The first second at which time alone ends the state; zero if it lasts. For Open, Vector and Invalid:
    /// `resolveBy`, from which anyone may void.
    function stateOf(uint256 marketId) external view returns (RealityState state, uint256 until);
}
