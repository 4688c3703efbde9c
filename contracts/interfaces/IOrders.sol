// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets} from "./IMarkets.sol";

/// @notice An offer that waits: what its maker signs (EIP-712, in this order of fields).
/// @param maker Whose order it is: it pays and is paid, nobody else.
/// @param positionId What is bought or sold: YES or NO of one outcome. With two outcomes, YES ids alone.
/// @param termsHash The market's `termsHash`: a market is named by more than its number.
/// @param sell Whether positions are sold; bought otherwise.
/// @param price The limit: collateral per position scaled by 1e18, the pool's fee and the tip included. Between zero and one, a
/// multiple of 1e14.
/// @param amount The most positions to fill in all, base units: above zero, a multiple of 1e4.
/// @param minFill The fewest positions to fill at once, base units, unless fewer remain: at most `amount`, a multiple of 1e4.
/// @param start Unix seconds; no fill before it, and the tip rises from here.
/// @param expiry Unix seconds, after `start`; no fill after it, and the tip is at its highest here.
/// @param slot Where the fills are counted. Orders that live side by side need a slot each.
/// @param nonce Which of the slot's orders this is, below 2^64 - 1. A fill of, or a cancellation to, a higher one ends it.
/// @param maxTip What whoever fills it against the pool may keep of the collateral at most, in 1e-4.
/// @param taker Zero: anyone. Otherwise the only maker that it trades with, or the only sender of a fill against the pool.
struct Order {
    address maker;
    uint256 positionId;
    bytes32 termsHash;
    bool sell;
    uint256 price;
    uint128 amount;
    uint128 minFill;
    uint40 start;
    uint40 expiry;
    uint32 slot;
    uint64 nonce;
    uint16 maxTip;
    address taker;
}

/// @notice Why an order cannot be filled, or that it can.
/// UnknownMarket: there is no such market, or its terms are not those that the maker signed for. MarketNotOpen: it is closed,
/// halted or final. InvalidPosition, InvalidPrice, InvalidAmount, InvalidTimes, InvalidTip, InvalidNonce: the order breaks the
/// rules of that field, see `Order`. NotStarted, Expired: it is not its time. Replaced: its slot has a higher nonce, by a
/// cancellation or a fill of a newer order. Filled: nothing remains. The last three are found by fills alone. OtherTaker: it
/// names another taker. WrongSignature: the maker did not sign it, or its contract refuses the signature. InvalidFill: the
/// positions are zero, no multiple of 1e4, more than remain, or fewer than `minFill` and than remain.
enum OrderStatus {
    Fillable,
    UnknownMarket,
    MarketNotOpen,
    InvalidPosition,
    InvalidPrice,
    InvalidAmount,
    InvalidTimes,
    InvalidTip,
    InvalidNonce,
    NotStarted,
    Expired,
    Replaced,
    Filled,
    OtherTaker,
    WrongSignature,
    InvalidFill
}

/// @title Limit orders
/// @notice Signed orders, filled by anyone against the pool of their market or against each other, at their limit or better.
/// The contract has no owner, no fee and no pause, and holds nothing between calls.
///
/// Every fill asks the market first: only an Open one trades. A fill never costs a buyer more than `positions · price` and
/// never brings a seller less, fee and tip included; both are whole numbers of base units, since prices and positions have
/// ticks. Fills of one order never sum to more than `amount`.
///
/// Fills are counted in slots: `slots[maker][slot]` holds a nonce and what is filled of it. A fill of a higher nonce begins anew
/// in the same word. So signing a slot anew cancels nothing by itself: until the newer order's first fill both can be
/// filled. What ends an order is its expiry, a cancellation, a fill of a higher nonce in its slot, or its being filled.
///
/// What a maker pays is taken by its allowance to this contract: of the collateral (ERC-20), or of the position (ERC-6909, an
/// exact one suffices). A signature is the maker's own, or one that the maker's contract accepts (ERC-1271), asked at
/// each fill.
///
/// Assumptions about the collateral are those of `IMarkets`; a token that breaks them harms orders of its own markets alone.
interface IOrders {
    // ------------------------------------------------------------------ errors

    /// @notice The order cannot be filled so; see `OrderStatus`.
    error NotFillable(bytes32 orderHash, OrderStatus status);
    /// @notice A fill needs a multiple of 1e4 positions, at least `least` and at most `most`.
    error InvalidFill(uint256 positions, uint256 least, uint256 most);
    /// @notice The two orders are of one maker.
    error SameMaker(address maker);
    /// @notice The two orders are neither a purchase and a sale of one position, nor two purchases or two sales of YES and NO of
    /// one outcome.
    error NotOpposite(uint256 positionId, uint256 otherId);
    /// @notice What the buyers pay at most does not cover what the sellers, or complete pairs, need.
    error PricesDoNotCross(uint256 price, uint256 otherPrice);
    /// @notice The maker lacks the collateral, the positions or the allowance.
    error CannotDeliver(address maker);
    /// @notice The pool's price afterwards, its fee included, would pass the limit of an order.
    error PriceBeyondLimit(uint256 price, uint256 limit);
    /// @notice The sale brings less than the order's limit once the tip is taken.
    error BelowLimit(uint256 collateral, uint256 minimum);
    /// @notice The share of the order in the trade of all is less than it has to get.
    error ShareTooSmall(bytes32 orderHash, uint256 share, uint256 minimum);
    /// @notice Orders filled together are of one position, one market and one direction; the one at this index is not.
    error NotTogether(uint256 index);
    /// @notice The lists are empty, or their lengths do not fit.
    error InvalidLengths(uint256 orders, uint256 signatures, uint256 positions);
    /// @notice No order has a slot of 2^32 or more.
    error InvalidSlot(uint256 slot);
    /// @notice A cancellation needs a higher nonce than the slot has.
    error NonceNotHigher(uint256 slot, uint256 nonce, uint256 current);
    /// @notice The permit was refused and the allowance does not suffice.
    error PermitFailed(address token, uint256 allowance, uint256 needed);

    // ------------------------------------------------------------------ events

    /// @notice An order was filled.
    /// @param slot `filled << 128 | nonce << 64 | slot << 32 | sell`: what is filled of the slot's nonce by now, base units of
    /// positions, and which order of it this was.
    /// @param amounts `positions << 128 | collateral`, base units: positions received (a purchase: what was paid may buy more
    /// than is counted as filled) or given (a sale), collateral paid (a purchase, the tip included) or received (a sale, the
    /// tip deducted).
    event Filled(address indexed maker, bytes32 indexed orderHash, uint256 positionId, uint256 slot, uint256 amounts);
    /// @notice All orders of a slot below a nonce are dead.
    /// @param slot `nonce << 32 | slot`.
    event Cancelled(address indexed maker, uint256 slot);

    // ------------------------------------------------------------------ fills

    /// @notice Fills an order against the pool. A buyer pays exactly `positions · price` and gets whatever that buys, at least
    /// `positions`; a seller gives exactly `positions` and gets whatever that brings, at least `positions · price`.
    /// The caller keeps the tip: of the collateral, rounded down, `maxTip` times the part of the time from `start` to
    /// `expiry` that has passed. The pool's marginal price afterwards, its fee included, may not pass the limit
    /// (`PriceBeyondLimit`).
    /// @param positions Base units, a multiple of 1e4.
    /// @return received What the maker got: positions for a purchase, collateral for a sale.
    function fill(
        Order calldata order,
        bytes calldata signature,
        uint256 positions
    ) external returns (uint256 received);

    /// @notice Fills two orders of two makers against each other, at b's price: a purchase and a sale of one position, two
    /// purchases of YES and NO of one outcome (which pay for new pairs together), or two sales of them (which are merged).
    /// a has the improvement, and nobody a tip.
    /// @param positions Base units, a multiple of 1e4.
    function cross(
        Order calldata a,
        bytes calldata signatureA,
        Order calldata b,
        bytes calldata signatureB,
        uint256 positions
    ) external;

    /// @notice Fills one order, the taker, against others in the order given, each at the other's price as in `cross`, and then
    /// against the pool as in `fill`. Nobody has a tip. A maker whose order does not match, cannot be filled, or who
    /// does not deliver is left out; the rest goes on. Once a maker has delivered, the taker must, and the maker must be able to
    /// receive.
    /// @param positions What to fill with each maker, and in the last entry with the pool (may be zero). All of it counts
    /// against what remains of the taker's order, and all that is filled in the end for its `minFill`.
    /// @param gasBudget The most gas for each call that a maker can influence: its contract's answer about the signature, and
    /// its delivery.
    /// @return filled Positions of the taker's order that were filled.
    function sweep(
        Order calldata taker,
        bytes calldata signature,
        Order[] calldata makers,
        bytes[] calldata signatures,
        uint256[] calldata positions,
        uint256 gasBudget
    ) external returns (uint256 filled);

    /// @notice Fills orders of one position and direction in one trade with the pool, at one price: purchases share the positions
    /// in proportion to what they pay the pool, sales the collateral in proportion to what they give, rounded down; the last
    /// gets the rest. Each gets at least what `fill` guarantees, pays its own tip, and the strictest limit of all counts
    /// for the price afterwards.
    /// @param positions What to fill of each, base units, multiples of 1e4.
    function fillMany(Order[] calldata orders, bytes[] calldata signatures, uint256[] calldata positions) external;

    // ------------------------------------------------------------------ makers

    /// @notice Ends all of the caller's orders in these slots whose nonce is lower than the given one. A fill that is mined
    /// before stands.
    /// @param slots Below 2^32 (`InvalidSlot`).
    /// @param nonces One for each slot, higher than the slot's and below 2^64 (`NonceNotHigher`).
    function cancel(uint256[] calldata slots, uint256[] calldata nonces) external;
    /// @notice Gives this contract an allowance by the owner's ERC-2612 signature, whoever sends it. A permit that was already
    /// used (or refused) is ignored if the allowance suffices; otherwise `PermitFailed`.
    function permit(
        address token,
        address owner,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;
    /// @notice Runs several calls to this contract in one transaction; all or nothing.
    function multicall(bytes[] calldata data) external returns (bytes[] memory results);

    // ------------------------------------------------------------------ views

    /// @notice The contract whose positions are traded.
    function markets() external view returns (IMarkets);
    /// @notice The EIP-712 hash that the maker signs: it names the order.
    function hashOf(Order calldata order) external view returns (bytes32);
    /// @notice Positions of the order that its slot has left, base units; zero once a higher nonce has taken the slot.
    function remaining(Order calldata order) external view returns (uint256);
    /// @notice What stands between the order and a fill now, signature and funds aside.
    function statusOf(Order calldata order) external view returns (OrderStatus);
    /// @notice The nonce of a slot and what is filled of it, base units of positions.
    function slotOf(address maker, uint256 slot) external view returns (uint256 nonce, uint256 filled);
}
