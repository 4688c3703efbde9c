// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Side} from "../../interfaces/IMarkets.sol";
import {IOrders, Order} from "../../interfaces/IOrders.sol";
import {Answer, SignerWallet} from "../SignerWallet.sol";
import {MarketTable} from "./MarketTable.sol";
import {deployOrders} from "./deployMarkets.sol";
import {vm} from "./Vm.sol";

/// @notice properties: L1, L3
/// However a fill is cut, shared or swept: nobody is worse off than its limit, nothing is lost in the last units, and no maker
/// spends more of the sender's gas than the budget.
contract OrdersSplitsTest is MarketTable {
    uint256 private constant UNIT = 1e6;
    uint256 private constant LOTS = 1e6;
    /// @dev What a sweep takes for each maker beside the budget: the check of the order, the transfer, the event.
    uint256 private constant GAS_PER_MAKER = 150_000;

    IOrders private orders;
    SignerWallet private wallet;

    function setUp() public override {
        super.setUp();
        orders = deployOrders(markets);
        wallet = new SignerWallet();
        _open(6, 3, 1_000_000 * UNIT, new uint64[](0), 100);
        for (uint256 key = 1; key <= 4; ++key) {
            _equip(vm.addr(key));
        }
        _equip(address(wallet));
    }

    /// @dev The parts pay to the unit what the whole would, and each gets what it counts at least.
    function testFuzz_partsPayWhatTheWholePays(uint256 seed) public {
        Order memory o = _order(seed, 1, _pick(seed, "sell", 2) == 0);
        bytes memory signature = _signed(1, o);
        uint256 left = o.amount;
        uint256 before = token.balanceOf(o.maker);
        uint256 held = markets.balanceOf(o.maker, o.positionId);
        for (uint256 part; left != 0; ++part) {
            uint256 n = part == 7 ? left : 1e4 * (1 + _pick(_at(seed, part), "part", left / 1e4));
            left -= n;
            orders.fill(o, signature, n);
        }
        uint256 limit = (o.amount / 1e4) * (o.price / 1e14);
        if (o.sell) {
            require(held - markets.balanceOf(o.maker, o.positionId) == o.amount, "gave another number");
            require(token.balanceOf(o.maker) - before >= limit, "got less than the limit");
        } else {
            require(before - token.balanceOf(o.maker) == limit, "paid another sum than the whole");
            require(markets.balanceOf(o.maker, o.positionId) - held >= o.amount, "got fewer than were counted");
        }
        require(orders.remaining(o) == 0, "something remains");
    }

    /// @dev What the pool gives for all together is given away to the last unit, in proportion and no unit less than that.
    function testFuzz_sharesAreInProportion(uint256 seed) public {
        bool sell = _pick(seed, "sell", 2) == 0;
        uint256 count = 1 + _pick(seed, "count", 4);
        (Order[] memory list, bytes[] memory signatures) = (new Order[](count), new bytes[](count));
        uint256[] memory n = new uint256[](count);
        uint256[] memory puts = new uint256[](count);
        uint256[] memory before = new uint256[](count);
        uint256 sum;
        for (uint256 k; k < count; ++k) {
            list[k] = _order(_at(seed, k), k + 1, sell);
            (signatures[k], n[k]) = (_signed(k + 1, list[k]), list[k].amount);
            puts[k] = sell ? n[k] : (n[k] / 1e4) * (list[k].price / 1e14);
            sum += puts[k];
            before[k] = sell ? token.balanceOf(list[k].maker) : markets.balanceOf(list[k].maker, list[k].positionId);
        }
        uint256 comes;
        if (sell) (comes, ) = quoter.quoteSell(id, 0, Side.Yes, sum);
        else (comes, ) = quoter.quoteBuy(id, 0, Side.Yes, sum);
        orders.fillMany(list, signatures, n);
        uint256 shared;
        for (uint256 k; k < count; ++k) {
            address maker = list[k].maker;
            uint256 share = (sell ? token.balanceOf(maker) : markets.balanceOf(maker, list[k].positionId)) - before[k];
            shared += share;
            require(share >= (comes * puts[k]) / sum, "less than in proportion");
            require(share < (comes * puts[k]) / sum + count, "more than in proportion");
        }
        require(shared == comes, "a unit was lost or made");
    }

    /// @dev Contracts that revert, burn gas or talk at length, and makers that are good, in any order: with a budget that the good
    /// can live on they are filled, and with any budget the sender knows what it spends at most.
    function testFuzz_badMakersStayWithinTheBudget(uint256 seed) public {
        uint256 count = 2 + _pick(seed, "count", 6);
        uint256 gasBudget =
            _pick(seed, "small", 3) == 0 ? _pick(seed, "budget", 60_000) : 100_000 + _pick(seed, "more", 200_000);
        (Order[] memory makers, bytes[] memory signatures) = (new Order[](count), new bytes[](count));
        uint256[] memory n = new uint256[](count + 1);
        Order memory taker = _order(seed, 4, true);
        (taker.price, taker.amount) = (1e17, uint128(count * UNIT));
        uint256 good;
        for (uint256 k; k < count; ++k) {
            uint256 kind = _pick(_at(seed, k), "kind", 2);
            makers[k] = _order(_at(seed, k), 1 + (k % 3), false);
            (makers[k].amount, makers[k].slot, n[k]) = (uint128(UNIT), uint32(k), UNIT);
            if (kind == 0) makers[k].maker = address(wallet);
            else ++good;
            signatures[k] = kind == 0 ? new bytes(0) : _signed(1 + (k % 3), makers[k]);
        }
        wallet.turn(Answer(1 + _pick(seed, "answer", 6)));
        n[count] = UNIT;
        taker.amount += uint128(UNIT);
        bytes memory signature = _signed(4, taker);
        uint256 spent = gasleft();
        uint256 filled = orders.sweep(taker, signature, makers, signatures, n, gasBudget);
        spent -= gasleft();
        require(spent <= 400_000 + count * (GAS_PER_MAKER + gasBudget), "more gas than the budget");
        require(gasBudget < 100_000 || filled == (good + 1) * UNIT, "a bad maker stopped a good one");
        require(orders.remaining(taker) == taker.amount - filled, "another number is counted");
        for (uint256 k; k < count; ++k) {
            uint256 left = orders.remaining(makers[k]);
            require(left == 0 || left == UNIT, "half done");
            if (left == 0) filled -= UNIT;
        }
        require(filled == UNIT, "counted is not what was filled");
    }

    /// @dev Of YES on the first outcome, far enough beyond the pool's price to be filled with it.
    function _order(uint256 seed, uint256 key, bool sell) private view returns (Order memory o) {
        uint256 ticks = markets.priceOf(id, 0) / 1e14;
        o.maker = vm.addr(key);
        (o.positionId, o.termsHash) = (markets.positionId(id, 0, Side.Yes), markets.marketOf(id).termsHash);
        o.sell = sell;
        o.price =
            1e14 * (sell ? ticks / 2 + _pick(seed, "price", ticks / 4) : ticks * 2 - _pick(seed, "price", ticks / 2));
        o.amount = uint128(1e4 * (1 + _pick(seed, "amount", LOTS >> _pick(seed, "magnitude", 20))));
        (o.start, o.expiry) = (uint40(block.timestamp), uint40(block.timestamp + 1));
    }

    function _at(uint256 seed, uint256 k) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, k)));
    }

    function _signed(uint256 key, Order memory o) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, orders.hashOf(o));
        return abi.encodePacked(r, s, v);
    }

    function _equip(address who) private {
        token.mint(who, 1e12 * UNIT);
        vm.startPrank(who);
        token.approve(address(markets), FAR);
        token.approve(address(orders), FAR);
        markets.splitPair(id, 0, 1e9 * UNIT);
        markets.approve(address(orders), markets.positionId(id, 0, Side.Yes), FAR);
        vm.stopPrank();
    }
}
