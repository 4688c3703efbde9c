// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {TradingTerms} from "../interfaces/IMarkets.sol";
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

    /// @dev Thirteen fields, a word each.
    uint256 private constant FIELDS_SIZE = 13 * 32;

    /// @notice The struct's hash as EIP-712 defines it: `keccak256(abi.encode(TYPE_HASH, self))`, of the words as they were
    /// sent. Whoever relies on it reads every field as well, which refuses words with bits that the field does not have.
    function structHash(Order calldata self) internal pure returns (bytes32 result) {
        bytes32 typeHash = TYPE_HASH;
        uint256 size = FIELDS_SIZE;
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, typeHash)
            calldatacopy(add(start, 32), self, size)
            result := keccak256(start, add(size, 32))
        }
    }

    /// @notice What stands between the order and a fill now, its slot, its signature and the fill aside. `terms` are those of the
    /// order's market.
    function statusIn(Order calldata self, TradingTerms memory terms) internal view returns (OrderStatus) {
        if (self.termsHash != terms.termsHash) return OrderStatus.UnknownMarket;
        if (!terms.open) return OrderStatus.MarketNotOpen;

        uint256 id = self.positionId;
        uint256 kind = PositionId.kindOf(id);
        uint256 count = terms.outcomeCount;
        if (kind > PositionId.NO || (kind == PositionId.NO && count == 2) || PositionId.outcomeOf(id) >= count)
            return OrderStatus.InvalidPosition;
        uint256 price = self.price;
        if (price == 0 || price >= WAD || price % PRICE_TICK != 0) return OrderStatus.InvalidPrice;
        uint256 amount = self.amount;
        uint256 minFill = self.minFill;
        if (amount == 0 || minFill > amount || amount % AMOUNT_TICK != 0 || minFill % AMOUNT_TICK != 0)
            return OrderStatus.InvalidAmount;
        if (self.maxTip > RATE_UNIT) return OrderStatus.InvalidTip;
        // Above it there must be a nonce to cancel to.
        if (self.nonce == type(uint64).max) return OrderStatus.InvalidNonce;

        uint256 start = self.start;
        uint256 expiry = self.expiry;
        if (start >= expiry) return OrderStatus.InvalidTimes;
        if (block.timestamp < start) return OrderStatus.NotStarted;
        return block.timestamp > expiry ? OrderStatus.Expired : OrderStatus.Fillable;
    }

    /// @notice The fewest positions that may be filled at once when so many remain.
    function least(Order calldata self, uint256 remaining) internal pure returns (uint256) {
        uint256 minFill = self.minFill;
        return minFill < remaining ? minFill : remaining;
    }

    /// @notice The collateral of so many positions at the limit, base units. Exact: both have ticks.
    function cost(Order calldata self, uint256 positions) internal pure returns (uint256) {
        // Below 2^128 * 1e18: no fill is of more than the order's amount.
        unchecked {
            return (positions * self.price) / WAD;
        }
    }

    /// @notice The tip on so much collateral now, rounded down. The order has started and has not expired.
    function tip(Order calldata self, uint256 collateral) internal view returns (uint256) {
        uint256 most = self.maxTip;
        if (most == 0) return 0;
        uint256 start = self.start;
        return (collateral * most * (block.timestamp - start)) / (RATE_UNIT * (self.expiry - start));
    }

    /// @notice How the two orders can be filled against each other, their prices aside. Ids that differ in the last bit of the
    /// kind, or with two outcomes in that of the outcome, are YES and NO of one outcome if both are valid.
    function matchWith(Order calldata a, Order calldata b, uint256 outcomeCount) internal pure returns (Match) {
        uint256 difference = a.positionId ^ b.positionId;
        bool sell = a.sell;
        if (difference == 0) return sell == b.sell ? Match.None : Match.Transfer;
        if (difference != (outcomeCount == 2 ? 1 : 1 << 8) || sell != b.sell) return Match.None;
        return sell ? Match.Merge : Match.Mint;
    }

    /// @notice Whether b's price is within a's limit.
    function crosses(Order calldata a, Order calldata b, Match how) internal pure returns (bool) {
        uint256 price = a.price;
        uint256 other = b.price;
        // Prices that are not valid may wrap; their orders are not filled.
        unchecked {
            if (how == Match.Mint) return price + other >= WAD;
            if (how == Match.Merge) return price + other <= WAD;
        }
        return a.sell ? other >= price : price >= other;
    }
}
