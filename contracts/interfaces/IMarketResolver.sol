// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets} from "./IMarkets.sol";
import {IResolver} from "./IResolver.sol";

/// @title What all resolvers of Presage have in common
/// @notice Three rules hold for each of them.
/// 1. Only `Markets` registers a market, and only with a policy that can be carried out before `resolveBy`, twice over:
///    three days to answer, two rounds of the resolver's worst case (the first may end in "too early", a refusal or
///    silence), its grace periods, and one day to finalize. So nobody gains by stalling, and a void never cuts a
///    resolution short. Every policy that cannot be carried out is refused with an error that names what was given and
///    what is needed.
/// 2. Every step is open to anyone, or has a deadline after which anyone can go on without the one who was to act.
/// 3. Nobody owns a resolver, and nothing about a market's policy can change after its creation.
///
/// All windows are half-open: at the second of a deadline the window is over and what follows it may begin.
///
/// What integrators should know:
/// - A market's number can be given to another market by a reorganisation. Whoever answers, signs or bets on a market by
///   its number waits until its creation is final, or checks its terms.
/// - A void pays the initial odds. If they are not equal whoever voids supplies them: `Markets` stores their hash only.
/// - What a resolver trusts (members, an arbiter, a feed, an oracle, the token that bonds are paid in) is named by the
///   policy that the market's creator chose. This contract trusts it for that market and for no other.
interface IMarketResolver is IResolver {
    /// @notice Only `Markets` registers markets.
    error NotMarkets(address caller, address markets);
    /// @notice This market was not created with this resolver.
    error NotRegistered(uint256 marketId);
    /// @notice A window of the policy is shorter than the smallest one accepted, in seconds.
    error WindowTooShort(uint256 given, uint256 minimum);
    /// @notice `resolveBy` does not leave three days to answer, two rounds of the resolver's worst case, its grace periods
    /// and one day to finalize. All in Unix seconds.
    error ResolveByTooSoon(uint256 resolveBy, uint256 earliest);
    /// @notice The answer is not due yet: the market is still open, and its policy does not allow early answers.
    error AnswerNotDue(uint256 dueAt, uint256 timestamp);
    /// @notice An answer given now could not be final one day before `resolveBy`; the market is going to be void.
    error TooLateToAnswer(uint256 latest, uint256 timestamp);
    /// @notice The step must wait until the running window is over.
    error WindowStillOpen(uint256 deadline, uint256 timestamp);
    /// @notice The window for this step is over.
    error WindowOver(uint256 deadline, uint256 timestamp);
    /// @notice Only the market's creator may clarify it.
    error NotCreator(address caller, address creator);
    /// @notice A clarification needs a text.
    error EmptyText();

    /// @notice The creator clarified the market's text. The rules themselves, stored by hash, have not changed.
    /// @param index 0 for the first clarification of the market, then 1, 2, …
    event Clarified(uint256 indexed marketId, uint256 indexed index, uint256 timestamp, string text);

    /// @notice The contract whose markets are resolved here.
    function markets() external view returns (IMarkets);

    /// @notice Adds a clarification to the market's text, shown beside the rules with its date. Clarifications can only
    /// be added, never edited or removed, and never change the rules stored at creation: whoever decides must treat
    /// them as a reading aid that came after bets were made. The creator only, until the market is final.
    function clarify(uint256 marketId, string calldata text) external returns (uint256 index);

    /// @notice How many clarifications a market has.
    function clarificationCount(uint256 marketId) external view returns (uint256);
}
