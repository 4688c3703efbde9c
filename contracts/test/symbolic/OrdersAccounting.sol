// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Order} from "../../interfaces/IOrders.sol";
import {OrderTerms} from "../../libraries/OrderTerms.sol";
import {Slot, toSlot} from "../../libraries/Slot.sol";

/// @notice What the counting of fills must do for all arguments, proved by Halmos (`npm run check:symbolic`) and not sampled.
contract OrdersAccountingSymbolic {
    using OrderTerms for Order;

    /// @dev properties: L1
    function check_slotsPartsStayApart(uint64 nonce, uint128 filled) external pure {
        Slot slot = toSlot(nonce, filled);
        assert(slot.nonce() == nonce && slot.filled() == filled);
    }

    /// @dev properties: L1. A fill of what remains at most counts exactly itself, leaves the amount whole, and its order's nonce in
    /// the slot.
    function check_aFillCountsItself(
        uint64 current,
        uint128 filled,
        uint64 nonce,
        uint128 amount,
        uint128 positions
    ) external pure {
        Slot slot = toSlot(current, filled);
        uint256 left = slot.remainingOf(nonce, amount);
        assert(left <= amount);
        if (positions == 0 || positions > left) return;
        assert(current <= nonce);
        Slot later = slot.plus(nonce, positions);
        assert(later.nonce() == nonce && later.filled() <= amount);
        assert(later.remainingOf(nonce, amount) == left - positions);
    }

    /// @dev properties: L1, L2. A fill ends every order of a lower nonce, and leaves no other order of its nonce more than before.
    function check_aFillEndsLowerNonces(
        uint64 current,
        uint128 filled,
        uint64 nonce,
        uint128 amount,
        uint128 positions,
        uint64 otherNonce,
        uint128 otherAmount
    ) external pure {
        Slot slot = toSlot(current, filled);
        if (positions == 0 || positions > slot.remainingOf(nonce, amount)) return;
        uint256 left = slot.plus(nonce, positions).remainingOf(otherNonce, otherAmount);
        if (otherNonce < nonce) assert(left == 0);
        else if (otherNonce > nonce) assert(left == otherAmount);
        else assert(left <= slot.remainingOf(otherNonce, otherAmount));
    }

    /// @dev properties: L1. Complementary limits of two makers are complementary sums for any number of pairs: equal prices match.
    function check_matchIsSymmetric(
        uint256 idA,
        uint256 idB,
        bool sellA,
        bool sellB,
        uint256 priceA,
        uint256 priceB,
        bool pair
    ) external view {
        (Order memory a, Order memory b) = (_order(idA, sellA, priceA), _order(idB, sellB, priceB));
        (OrderTerms.Match how, bool crosses) = this.matchOf(a, b, pair ? 2 : 3);
        (OrderTerms.Match back, bool crossesBack) = this.matchOf(b, a, pair ? 2 : 3);
        assert(how == back);
        if (how == OrderTerms.Match.None) return;
        assert(crosses == crossesBack);
        assert((how == OrderTerms.Match.Transfer) == (sellA != sellB));
        assert((how == OrderTerms.Match.Transfer) == (idA == idB));
        if (priceA >= OrderTerms.WAD || priceB >= OrderTerms.WAD) return;
        if (how == OrderTerms.Match.Mint) assert(crosses == (priceA + priceB >= OrderTerms.WAD));
        else if (how == OrderTerms.Match.Merge) assert(crosses == (priceA + priceB <= OrderTerms.WAD));
        else assert(crosses == (sellA ? priceB >= priceA : priceA >= priceB));
    }

    function matchOf(
        Order calldata a,
        Order calldata b,
        uint256 outcomeCount
    ) external pure returns (OrderTerms.Match how, bool crosses) {
        how = a.matchWith(b, outcomeCount);
        crosses = a.crosses(b, how);
    }

    function _order(uint256 id, bool sell, uint256 price) private pure returns (Order memory o) {
        (o.positionId, o.sell, o.price) = (id, sell, price);
    }
}
