// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Order, OrderStatus} from "../interfaces/IOrders.sol";
import {PositionId} from "./PositionId.sol";

/// @title What an order says, by itself
/// @notice Prices are multiples of 1e14 below 1e18 and positions multiples of 1e4 below 2^128, so that the collateral of any
/// number of positions is a whole number, and equal prices always match.
library OrderTerms {
    /// @notice How two orders of two makers are filled against each other.
    enum Match {
        None,
        /// A purchase and a sale of one position.
        Transfer,
        /// Purchases of YES and NO of one outcome.
        Mint,
        /// Sales of YES and NO of one outcome.
        Merge
    }

    uint256 internal constant WAD = 1e18;
    uint256 internal constant PRICE_TICK = 1e14;
    uint256 internal constant AMOUNT_TICK = 1e4;
    /// @notice The unit of tips and fee rates.
    uint256 internal constant RATE_UNIT = 1e4;

    bytes32 internal constant TYPE_HASH = keccak256(
        "Order(address maker,uint256 positionId,bytes32 termsHash,bool sell,uint256 price,uint128 amount,uint128 minFill,uint40 start,uint40 expiry,uint32 slot,uint64 nonce,uint16 maxTip,address taker)"
    );

    /// @notice The struct's hash as EIP-712 defines it.
    function structHash(Order calldata self) internal pure returns (bytes32) {
        return keccak256(abi.encode(TYPE_HASH, self));
    }

    /// @notice The first rule of its own fields that the order breaks in a market of so many outcomes; Fillable if none.
    function flaw(Order calldata self, uint256 outcomeCount) internal pure returns (OrderStatus) {
        uint256 kind = PositionId.kindOf(self.positionId);
        if (kind > PositionId.NO || (kind == PositionId.NO && outcomeCount == 2)) return OrderStatus.InvalidPosition;
        if (PositionId.outcomeOf(self.positionId) >= outcomeCount) return OrderStatus.InvalidPosition;
        if (self.price == 0 || self.price >= WAD || self.price % PRICE_TICK != 0) return OrderStatus.InvalidPrice;
        uint256 amount = self.amount;
        uint256 minFill = self.minFill;
        if (amount == 0 || minFill > amount || amount % AMOUNT_TICK != 0 || minFill % AMOUNT_TICK != 0)
            return OrderStatus.InvalidAmount;
        if (self.start >= self.expiry) return OrderStatus.InvalidTimes;
        if (self.maxTip > RATE_UNIT) return OrderStatus.InvalidTip;
        // Above it there must be a nonce to cancel to.
        if (self.nonce == type(uint64).max) return OrderStatus.InvalidNonce;
        return OrderStatus.Fillable;
    }

    /// @notice The fewest positions that may be filled at once when so many remain.
    function least(Order calldata self, uint256 remaining) internal pure returns (uint256) {
        return self.minFill < remaining ? self.minFill : remaining;
    }

    /// @notice The collateral of so many positions at the limit, base units. Exact: both have ticks.
    function cost(Order calldata self, uint256 positions) internal pure returns (uint256) {
        return (positions * self.price) / WAD;
    }

    /// @notice The tip on so much collateral now, rounded down. The order has started and has not expired.
    function tip(Order calldata self, uint256 collateral) internal view returns (uint256) {
        uint256 passed = block.timestamp - self.start;
        return (collateral * self.maxTip * passed) / (RATE_UNIT * (self.expiry - self.start));
    }

    /// @notice How the two orders can be filled against each other, their prices aside. Ids that differ in the last bit of the
    /// kind, or with two outcomes in that of the outcome, are YES and NO of one outcome if both are valid.
    function matchWith(Order calldata a, Order calldata b, uint256 outcomeCount) internal pure returns (Match) {
        if (a.positionId == b.positionId) return a.sell == b.sell ? Match.None : Match.Transfer;
        uint256 complement = outcomeCount == 2 ? 1 : 1 << 8;
        if (a.positionId ^ b.positionId != complement || a.sell != b.sell) return Match.None;
        return a.sell ? Match.Merge : Match.Mint;
    }

    /// @notice Whether b's price is within a's limit.
    function crosses(Order calldata a, Order calldata b, Match how) internal pure returns (bool) {
        if (how == Match.Transfer) return a.sell ? b.price >= a.price : a.price >= b.price;
        uint256 sum = a.price + b.price;
        return a.sell ? sum <= WAD : sum >= WAD;
    }
}
