// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets, Side} from "../interfaces/IMarkets.sol";
import {Lmsr} from "../libraries/Lmsr.sol";
import {LmsrHarness} from "./LmsrHarness.sol";

/// @notice properties: C3, C4, C5, C15
/// The library alone, over its whole domain: bounds of `exp` and `ln`, order, and the invariants that each trade must keep.
contract LmsrTest {
    uint256 private constant WAD = 1e18;
    uint256 private constant MAX_LIQUIDITY = type(uint88).max;

    uint8 private constant BUY = 0;
    uint8 private constant BUY_EXACT = 1;
    uint8 private constant SELL = 2;

    LmsrHarness private harness;

    function setUp() public {
        harness = new LmsrHarness();
    }

    // ------------------------------------------------------------------ exp and ln

    /// @dev `ln(exp(-x)) <= -x` as the pool rounds it, and no further off than the last place of a small number allows.
    function testFuzz_logarithmUndoesExponential(uint256 x) public pure {
        x = x % 41e18;
        uint256 y = Lmsr.exp(x);
        if (y < 3) return;
        require(Lmsr.lnDown(y - 1) <= -int256(x), "exp is too high");
        require(Lmsr.lnUp(y + 2) >= -int256(x), "exp is too low");
        int256 most = int256((3 * WAD) / (y - 1) + 4);
        require(Lmsr.lnUp(y) + int256(x) <= most && -int256(x) - Lmsr.lnDown(y) <= most, "off");
    }

    function testFuzz_exponentialFalls(uint256 x, uint256 more) public pure {
        x = x % 45e18;
        more = more % 45e18;
        require(Lmsr.exp(x + more) <= Lmsr.exp(x) + 3, "rises");
        require(Lmsr.expUp(x) >= Lmsr.exp(x) && Lmsr.expUp(x) <= WAD, "bounds");
    }

    function testFuzz_logarithmRises(uint256 x, uint256 more) public pure {
        x = 1 + (x % 1e36);
        more = more % 1e36;
        require(Lmsr.lnUp(x + more) + 3 >= Lmsr.lnUp(x), "falls");
        require(Lmsr.lnDown(x) + 3 == Lmsr.lnUp(x), "margin");
    }

    // ------------------------------------------------------------------ trades

    /// @dev Invariant (B) for one outcome against the rest: after a trade the two prices sum to at most one.
    function testFuzz_pricesNeverExceedOne(uint256 seed, uint256 amount) public view {
        LmsrHarness.Terms memory t = _terms(seed);
        for (uint8 op; op <= SELL; ++op) {
            LmsrHarness.Result memory r = _trade(op, t, 1 + (amount % ((op == BUY ? 32 : 64) * t.liquidity)));
            (int256 d, int256 e) = op == SELL ? (-int256(r.d), -int256(r.e)) : (int256(r.d), int256(r.e));
            _requireSum(t, d, e);
        }
    }

    /// @dev Invariant (A): what changes hands covers the step that the pool moves by.
    function testFuzz_thePoolIsPaidForItsStep(uint256 seed, uint256 amount) public view {
        LmsrHarness.Terms memory t = _terms(seed);
        uint256 b = t.liquidity;
        uint256 given = 1 + (amount % (32 * b));
        LmsrHarness.Result memory r = _trade(BUY, t, given);
        require(r.d == 0 || ((given - r.fee) * WAD >= b * r.d && r.amount * WAD <= b * r.e), "buy");
        given = 1 + (amount % (64 * b));
        r = _trade(BUY_EXACT, t, given);
        require(r.d == 0 || ((r.amount - r.fee) * WAD >= b * r.d && given * WAD <= b * r.e), "buyExact");
        r = _trade(SELL, t, given);
        require((r.amount + r.fee) * WAD <= b * r.d, "sell");
        require(r.d == 0 || given * WAD >= b * r.e, "sold");
    }

    /// @dev Buys, then sells all of it at the price that it made: never for more than was paid.
    function testFuzz_aRoundTripNeverProfits(uint256 seed, uint256 amount) public view {
        LmsrHarness.Terms memory t = _terms(seed);
        uint256 paid = 1 + (amount % (4 * t.liquidity));
        LmsrHarness.Result memory r = _trade(BUY, t, paid);
        if (r.amount == 0 || r.amount > 64 * t.liquidity) return;
        t.rho = t.side == Side.Yes ? t.rho + r.d - r.e : t.rho + r.d;
        require(_trade(SELL, t, r.amount).amount <= paid, "profit");
    }

    /// @dev More collateral buys at least as many positions, more positions cost and bring at least as much.
    function testFuzz_moreIsNotLess(uint256 seed, uint256 amount, uint256 more) public view {
        LmsrHarness.Terms memory t = _terms(seed);
        amount = 1 + (amount % (16 * t.liquidity));
        more = amount + (more % (16 * t.liquidity));
        uint256 slack = 2 + t.liquidity / 1e15;
        LmsrHarness.Result memory less = _trade(BUY_EXACT, t, amount);
        LmsrHarness.Result memory all = _trade(BUY_EXACT, t, more);
        require(all.refusal != 0 || less.refusal == 0, "more is cheaper to the limit");
        if (all.refusal == 0) require(all.amount + slack >= less.amount, "cost falls");
        if (less.refusal == 0) require(less.amount >= 1, "free");
    }

    /// @dev In two pieces a purchase costs no less than in one, but for what rounding leaves.
    function testFuzz_piecesCostNoLess(uint256 seed, uint256 first, uint256 second) public view {
        LmsrHarness.Terms memory t = _terms(seed);
        (t.feeRate, t.side) = (0, Side.Yes);
        first = 1 + (first % (2 * t.liquidity));
        second = 1 + (second % (2 * t.liquidity));
        LmsrHarness.Result memory whole = _trade(BUY_EXACT, t, first + second);
        LmsrHarness.Result memory a = _trade(BUY_EXACT, t, first);
        if (whole.refusal != 0 || t.rho + a.d < a.e) return;
        t.rho = t.rho + a.d - a.e;
        LmsrHarness.Result memory c = _trade(BUY_EXACT, t, second);
        if (c.refusal != 0) return; // by the width of the rounding
        require(a.amount + c.amount + 2 + t.liquidity / 1e16 >= whole.amount, "cheaper in pieces");
    }

    /// @dev A trade ends within the limit of its own direction; where it starts does not matter.
    function testFuzz_noTradePassesItsLimit(uint256 seed, uint256 amount) public view {
        LmsrHarness.Terms memory t = _terms(seed);
        t.rho = (uint256(keccak256(abi.encode(seed, "anywhere"))) % 60e18) / 10 ** (seed % 20);
        for (uint8 op; op <= SELL; ++op) {
            LmsrHarness.Result memory r = _trade(op, t, 1 + (amount % ((op == BUY ? 32 : 64) * t.liquidity)));
            if (r.refusal != 0) continue;
            int256 step = int256(r.d) - (t.side == Side.Yes ? int256(r.e) : int256(0));
            int256 rho = int256(t.rho) + (op == SELL ? -step : step);
            require(rho >= 0, "above one");
            uint256 price = Lmsr.exp(uint256(rho));
            if (t.side == Side.No) price = WAD - price;
            if (op == SELL) require(price + 20 >= Lmsr.MIN_PRICE, "too low");
            else require(price <= Lmsr.MAX_PRICE + 20, "too high");
        }
    }

    /// @dev A trade of the library's domain: refused for its price or for giving nothing, or priced.
    function _trade(
        uint8 op,
        LmsrHarness.Terms memory t,
        uint256 amount
    ) private view returns (LmsrHarness.Result memory r) {
        r = harness.price(op, t, amount);
        if (r.refusal == 0) return r;
        bytes4 limit = op == SELL ? IMarkets.PriceTooLow.selector : IMarkets.PriceTooHigh.selector;
        require(r.refusal == limit || r.refusal == IMarkets.ZeroOutput.selector, "another refusal");
        require(op != BUY_EXACT || r.refusal == limit, "a purchase of nothing");
    }

    /// @dev Prices from about one to 4e-9, `b` from one token of 6 decimals to the most.
    function _terms(uint256 seed) private pure returns (LmsrHarness.Terms memory t) {
        t.liquidity = 1e6 + (uint256(keccak256(abi.encode(seed))) % (MAX_LIQUIDITY - 1e6)) / 10 ** (seed % 21);
        t.rho = 1e12 + (uint256(keccak256(abi.encode(seed, "rho"))) % 19e18) / 10 ** ((seed >> 16) % 5);
        t.feeRate = (seed >> 32) % 1001;
        t.side = (seed >> 64) % 2 == 0 ? Side.Yes : Side.No;
    }

    /// @dev With the others' coordinate moved by d and the traded one's by d - e (NO: the other way round).
    function _requireSum(LmsrHarness.Terms memory t, int256 d, int256 e) private pure {
        uint256 price = Lmsr.exp(t.rho);
        if (price + 2 >= WAD) return;
        int256 rest = -Lmsr.lnDown(WAD - price);
        int256 yes = int256(t.rho) + d;
        int256 others = rest + d;
        if (t.side == Side.Yes) yes -= e;
        else others -= e;
        if (yes < 0 || others < 0) {
            require(yes >= -4 - int256((4 * WAD) / (WAD - price)), "above one");
            return;
        }
        // the coordinate of the others is known to the last place of their price
        require(Lmsr.exp(uint256(yes)) + Lmsr.exp(uint256(others)) <= WAD + 12, "sum");
    }
}
