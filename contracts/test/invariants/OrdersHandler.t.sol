// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CreateParams, Side, Status} from "../../interfaces/IMarkets.sol";
import {IOrders, Order, OrderStatus} from "../../interfaces/IOrders.sol";
import {IResolver} from "../../interfaces/IResolver.sol";
import {Answer, SignerWallet} from "../SignerWallet.sol";
import {FreeToken} from "./FreeToken.sol";
import {HostileMaker} from "./HostileMaker.sol";
import {HostileToken} from "./HostileToken.sol";
import {OrdersModel} from "./OrdersModel.sol";
import {deployMarkets, deployOrders, deployQuoter} from "./deployMarkets.sol";
import {vm} from "./Vm.sol";

/// @notice Every external function of the order contract with random orders: new ones and old ones, well formed and not, signed,
/// forged and replayed, of keys and of contracts that lie, in honest tokens and in a hostile one, in markets that close. The
/// model says of each fill whether it has to go through and what everybody then has. Where it cannot say (a token that
/// misbehaves), bounds are checked instead.
contract OrdersHandler is OrdersModel, IResolver {
    uint256 private constant FAR = type(uint256).max;
    uint256 private constant MARKETS = 4;
    uint256 private constant RING = 24;
    uint256 private constant FILLER = 5;
    uint256 private constant GAS = 10_000_000;
    uint256 private constant GAS_BUDGET = 300_000;
    uint256 private constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    HostileMaker private _hostileMaker;
    HostileToken private _hostile;
    FreeToken[] private _tokens;
    uint256[] private _marketIds;
    /// @dev Orders that were used once and may be again.
    Signed[] private _ring;
    uint256 private _now;

    /// @notice What was found not to hold; empty as long as all does.
    string public broken;
    /// @notice How many fills were tried, and how many went through: by `fill`, `cross`, `sweep`, `fillMany`.
    uint256[4] public tried;
    uint256[4] public done;

    /// @dev A resolver must have code, so this is not in the constructor.
    function start() external {
        _now = block.timestamp + 1000 days;
        vm.warp(_now);
        markets = deployMarkets();
        quoter = deployQuoter(markets);
        orders = deployOrders(markets);
        _hostileMaker = new HostileMaker(orders);
        actors = [
            vm.addr(1),
            vm.addr(2),
            vm.addr(3),
            address(_hostileMaker),
            address(new SignerWallet()),
            address(0xF111)
        ];
        _hostile = new HostileToken();
        _tokens = [new FreeToken(6), new FreeToken(18), _hostile];
        _nonces = new uint256[3][](actors.length);
        _filled = new uint256[3][](actors.length);
        for (uint256 t; t < _tokens.length; ++t) {
            _tokens[t].mint(address(this), 1e30);
            _tokens[t].approve(address(markets), FAR);
            for (uint256 a; a < FILLER; ++a) {
                _tokens[t].mint(actors[a], 1e30);
                _approveToken(a, _tokens[t], address(markets), FAR);
                _approveToken(a, _tokens[t], address(orders), FAR);
            }
        }
        for (uint256 k; k < MARKETS; ++k) {
            _marketIds.push();
            _open(k, k);
        }
    }

    function register(uint256, address, uint256, uint256, uint256, bytes calldata) external {}

    // ------------------------------------------------------------------ a history

    /// @notice One of all that can happen, fills more often than the rest.
    function act(uint256 seed) external {
        uint256 what = _r(seed, "what", 24);
        if (what < 5) fill(seed);
        else if (what < 10) cross(seed);
        else if (what < 14) sweep(seed);
        else if (what < 17) fillMany(seed);
        else if (what == 17) cancel(seed);
        else if (what == 18) trade(seed);
        else if (what == 19) warp(seed);
        else if (what == 20) govern(seed);
        else if (what == 21) equip(seed);
        else if (what == 22) turn(seed);
        else if (seed % 2 == 0) misbehave(seed);
        else permit(seed);
    }

    // ------------------------------------------------------------------ fills

    function fill(uint256 seed) public {
        Signed[] memory legs = new Signed[](1);
        uint256[] memory n = new uint256[](1);
        legs[0] = _choose(seed);
        Order memory o = legs[0].order;
        World memory w = _look(o.positionId);
        n[0] = _part(seed, _leftOf(w, o));
        uint256 by = _r(seed, "by", actors.length);
        _checkViews(w, o);
        World memory before = _look(o.positionId);
        bool expected = _count(w, legs[0], actors[by], n[0], false) && _withPool(w, o, n[0], by, true);
        (bool ok, bytes4 reason) = _send(seed, by, abi.encodeCall(IOrders.fill, (o, legs[0].signature, n[0])));
        _judge(0, before, w, legs, n, expected, ok, reason);
        if (ok && !_isPriceWithin(w, o, o.price)) _fail("L1: the pool's price passed the limit of a fill");
    }

    function cross(uint256 seed) public {
        Signed[] memory legs = new Signed[](2);
        uint256[] memory n = new uint256[](2);
        legs[0] = _choose(seed);
        Order memory a = legs[0].order;
        World memory w = _look(a.positionId);
        legs[1] = _partner(seed, w, a);
        Order memory b = legs[1].order;
        (uint256 leftA, uint256 leftB) = (_leftOf(w, a), _leftOf(w, b));
        n[0] = n[1] = _part(seed, leftA < leftB ? leftA : leftB);
        World memory before = _look(a.positionId);
        bool expected = _expectCross(w, legs, n[0]);
        (bool ok, bytes4 reason) = _send(
            seed,
            _r(seed, "by", actors.length),
            abi.encodeCall(IOrders.cross, (a, legs[0].signature, b, legs[1].signature, n[0]))
        );
        _judge(1, before, w, legs, n, expected, ok, reason);
    }

    function sweep(uint256 seed) public {
        uint256 last = _r(seed, "makers", 5);
        Signed[] memory legs = new Signed[](last + 1);
        uint256[] memory n = new uint256[](last + 1);
        legs[last] = _choose(seed);
        Order memory taker = legs[last].order;
        World memory w = _look(taker.positionId);
        (Order[] memory makers, bytes[] memory signatures) = (new Order[](last), new bytes[](last));
        uint256 left = _leftOf(w, taker);
        for (uint256 k; k < last; ++k) {
            legs[k] = _partner(_mix(seed, k), w, taker);
            (makers[k], signatures[k]) = (legs[k].order, legs[k].signature);
            uint256 most = _leftOf(w, makers[k]);
            n[k] = _part(_mix(seed, k), most < left / 2 ? most : left / 2);
            left = left < n[k] ? 0 : left - n[k];
        }
        if (last == 0 || _r(seed, "pool", 3) == 0) n[last] = _part(_mix(seed, last), left);
        uint256 by = _r(seed, "by", actors.length);
        World memory before = _look(taker.positionId);
        bool expected;
        bytes memory call = abi.encodeCall(
            IOrders.sweep,
            (taker, legs[last].signature, makers, signatures, n, GAS_BUDGET)
        );
        bool pools = n[last] != 0;
        (expected, n) = _expectSweep(w, legs, n, by);
        (bool ok, bytes4 reason) = _send(seed, by, call);
        _judge(2, before, w, legs, n, expected, ok, reason);
        if (ok && pools && !_isPriceWithin(w, taker, taker.price)) _fail("L1: the pool's price passed a taker's limit");
    }

    function fillMany(uint256 seed) public {
        uint256 count = 1 + _r(seed, "count", 4);
        Signed[] memory legs = new Signed[](count);
        uint256[] memory n = new uint256[](count);
        legs[0] = _choose(seed);
        World memory w = _look(legs[0].order.positionId);
        (Order[] memory list, bytes[] memory signatures) = (new Order[](count), new bytes[](count));
        uint256 by = _r(seed, "by", actors.length);
        World memory before = _look(w.id);
        uint256 limit = legs[0].order.price;
        bool sell = legs[0].order.sell;
        bool expected = true;
        for (uint256 k; k < count; ++k) {
            if (k != 0) legs[k] = _sibling(_mix(seed, k), legs[0].order);
            Order memory o = legs[k].order;
            (list[k], signatures[k]) = (o, legs[k].signature);
            n[k] = _part(_mix(seed, k), _leftOf(w, o));
            if (sell ? o.price > limit : o.price < limit) limit = o.price;
            expected = expected && o.positionId == w.id && o.sell == sell;
            expected = expected && _count(w, legs[k], actors[by], n[k], false);
        }
        expected = expected && _together(w, legs, n, by);
        (bool ok, bytes4 reason) = _send(seed, by, abi.encodeCall(IOrders.fillMany, (list, signatures, n)));
        _judge(3, before, w, legs, n, expected, ok, reason);
        if (ok && !_isPriceWithin(w, legs[0].order, limit)) _fail("L1: the pool's price passed the strictest limit");
    }

    // ------------------------------------------------------------------ makers

    function cancel(uint256 seed) public {
        uint256 a = _r(seed, "maker", FILLER);
        uint256[] memory slots = new uint256[](1 + _r(seed, "slots", 2));
        uint256[] memory nonces = new uint256[](slots.length);
        (uint256[3] memory expectedNonces, uint256[3] memory expectedFilled) = (_nonces[a], _filled[a]);
        bool expected = true;
        for (uint256 i; i < slots.length; ++i) {
            uint256 slot = _r(_mix(seed, i), "slot", SLOTS);
            uint256 nonce = expectedNonces[slot] + _r(_mix(seed, i), "nonce", 4);
            if (_r(seed, "huge", 32) == 0) nonce = 1 << 64;
            (slots[i], nonces[i]) = (_slotAt(slot), nonce);
            if (nonce <= expectedNonces[slot] || nonce > type(uint64).max) expected = false;
            (expectedNonces[slot], expectedFilled[slot]) = (nonce, 0);
        }
        (bool ok, ) = _send(seed, a, abi.encodeCall(IOrders.cancel, (slots, nonces)));
        if (ok != expected) _fail("L2: a cancellation went the wrong way");
        if (ok && expected) (_nonces[a], _filled[a]) = (expectedNonces, expectedFilled);
        _checkSlots();
    }

    /// @notice Also one that is forged, or used before, which an allowance that suffices makes harmless.
    function permit(uint256 seed) public {
        uint256 a = _r(seed, "owner", 3);
        FreeToken token = _tokens[_r(seed, "token", 2)];
        uint256 value = _r(seed, "value", 1e12);
        bytes32 digest = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                actors[a],
                address(orders),
                value,
                token.nonces(actors[a]),
                FAR
            )
        );
        digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), digest));
        bool forged = _r(seed, "forged", 3) == 0;
        uint256 before = token.allowance(actors[a], address(orders));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(forged ? a + 2 : a + 1, digest);
        bytes memory call = abi.encodeCall(IOrders.permit, (address(token), actors[a], value, FAR, v, r, s));
        (bool ok, ) = _send(seed, FILLER, call);
        uint256 allowed = token.allowance(actors[a], address(orders));
        if (forged ? ok != (before >= value) || allowed != before : !ok || allowed != value)
            _fail("L7: a permit went the wrong way");
        if (_r(seed, "keep", 8) != 0) _approveToken(a, token, address(orders), FAR);
    }

    /// @notice What a maker lets the contract take: all, nothing or a little.
    function equip(uint256 seed) public {
        uint256 a = _r(seed, "maker", FILLER);
        uint256 id = _marketIds[_r(seed, "market", MARKETS)];
        uint256 allowed =
            _r(seed, "all", 8) < 7
                ? FAR
                : _r(seed, "none", 2) == 0
                    ? 0
                    : _r(seed, "some", 1e9);
        if (_r(seed, "what", 2) == 0)
            _approveToken(a, FreeToken(markets.marketOf(id).collateral), address(orders), allowed);
        else _approvePositions(a, id, allowed);
    }

    /// @notice What the contract accounts say of their signatures.
    function turn(uint256 seed) public {
        uint256 said = _r(seed, "answer", 24);
        SignerWallet(actors[WALLET + (seed % 2)]).turn(said > 6 ? Answer.Accept : Answer(said));
    }

    // ------------------------------------------------------------------ others

    /// @notice Somebody moves the pool's price, by up to a tenth of b.
    function trade(uint256 seed) public {
        uint256 id = _pick(seed);
        if (markets.statusOf(id) != Status.Open) return;
        uint256 amount = 1 + _r(seed, "amount", markets.marketOf(id).liquidity / 10);
        uint256 j = _r(seed, "outcome", 2);
        vm.prank(actors[0]);
        if (_r(seed, "sell", 2) == 0) markets.sell(id, j, Side.Yes, amount, 0, actors[0], FAR);
        else markets.buy(id, j, Side.Yes, amount, 0, actors[0], FAR);
        // its callback may have cancelled
        _adoptSlots(WALLET);
    }

    function warp(uint256 seed) public {
        _now += _r(seed, "seconds", _r(seed, "long", 8) == 0 ? 12 hours : 1 hours);
        vm.warp(_now);
    }

    /// @notice A market is halted, reopened, or resolved and followed by another; a gift to the order contract.
    function govern(uint256 seed) public {
        uint256 k = _r(seed, "market", MARKETS);
        uint256 id = _marketIds[k];
        uint256 what = _r(seed, "act", 8);
        Status status = markets.statusOf(id);
        if (what < 2) {
            _tokens[_r(seed, "token", 3)].mint(address(orders), _r(seed, "gift", 1e9));
            vm.prank(actors[0]);
            markets.transfer(address(orders), id << 16, _r(seed, "gift", 1e6));
        } else if (status >= Status.Resolved) _open(k, seed);
        else if (what < 4 && status == Status.Open) markets.halt(id);
        else if (what < 7 && markets.marketOf(id).halted && block.timestamp < markets.marketOf(id).closesAt)
            markets.reopen(id);
        else if (what == 7 || block.timestamp >= markets.marketOf(id).closesAt) {
            uint64[] memory payouts = new uint64[](markets.marketOf(id).outcomeCount);
            payouts[_r(seed, "winner", payouts.length)] = 1;
            markets.resolve(id, payouts);
        }
    }

    function misbehave(uint256 seed) public {
        uint256 mode = _r(seed, "mode", 14);
        // half the time it calls back
        HostileToken.Mode chosen = mode > 6 ? HostileToken.Mode.CallingBack : HostileToken.Mode(mode);
        address whom =
            chosen == HostileToken.Mode.CallingBack ? address(_hostileMaker) : actors[_r(seed, "whom", actors.length)];
        _hostile.misbehave(chosen, whom);
        if (_r(seed, "rebase", 5) == 0) {
            address holder = actors[_r(seed, "holder", actors.length)];
            _hostile.rebase(holder, seed % 2 == 0, _r(seed, "by", _hostile.balanceOf(holder) / 4 + 1));
        }
        uint256 slot = _r(seed, "slot", SLOTS);
        uint256 nonce = _r(seed, "cancels", 2) == 0 ? _nonces[WALLET][slot] + 1 + _r(seed, "nonce", 3) : 0;
        _hostileMaker.planCancellation(_slotAt(slot), nonce);
        _aim(seed);
    }

    // ------------------------------------------------------------------ what is expected

    function _expectCross(World memory w, Signed[] memory legs, uint256 n) private view returns (bool) {
        (Order memory a, Order memory b) = (legs[0].order, legs[1].order);
        Way way = _wayOf(w, a, b);
        if (way == Way.None) return false;
        if (!_count(w, legs[0], b.maker, n, false) || !_count(w, legs[1], a.maker, n, false)) return false;
        (bool bDelivers, bool aDelivers) = _exchange(w, way, a, b, n);
        return bDelivers && aDelivers;
    }

    /// @dev Who fails is left out, unless it is the taker; the last entry of what is filled becomes the taker's sum.
    function _expectSweep(
        World memory w,
        Signed[] memory legs,
        uint256[] memory n,
        uint256 by
    ) private view returns (bool, uint256[] memory fills) {
        uint256 last = n.length - 1;
        fills = new uint256[](n.length);
        Order memory taker = legs[last].order;
        uint256 planned;
        for (uint256 k; k <= last; ++k) {
            planned += n[k];
        }
        uint256 left = _leftOf(w, taker);
        uint256 t = _indexOf(taker.maker);
        uint256 slot = _slotIndex(taker.slot);
        (uint256 nonce, uint256 filled) = (w.nonces[t][slot], w.filled[t][slot]);
        if (!_count(w, legs[last], taker.taker, planned, false)) return (false, fills);
        (w.nonces[t][slot], w.filled[t][slot]) = (nonce, filled);
        for (uint256 k; k < last; ++k) {
            Order memory maker = legs[k].order;
            Way way = _wayOf(w, taker, maker);
            if (way == Way.None || (taker.taker != address(0) && taker.taker != maker.maker)) continue;
            uint256 m = _indexOf(maker.maker);
            uint256 counter = _slotIndex(maker.slot);
            (uint256 nonceBefore, uint256 filledBefore) = (w.nonces[m][counter], w.filled[m][counter]);
            if (!_count(w, legs[k], taker.maker, n[k], true)) continue;
            (bool delivers, bool takes) = _exchange(w, way, taker, maker, n[k]);
            if (!delivers) {
                (w.nonces[m][counter], w.filled[m][counter]) = (nonceBefore, filledBefore);
                continue;
            }
            if (!takes) return (false, fills);
            fills[k] = n[k];
            fills[last] += n[k];
        }
        if (n[last] != 0) {
            if (taker.taker != address(0) && taker.taker != actors[by]) return (false, fills);
            if (!_withPool(w, taker, n[last], by, false)) return (false, fills);
            fills[last] += n[last];
        }
        uint256 sum = fills[last];
        if (sum == 0 || (sum < taker.minFill && sum < left)) return (false, fills);
        if (nonce != taker.nonce) (w.nonces[t][slot], w.filled[t][slot]) = (taker.nonce, 0);
        w.filled[t][slot] += sum;
        return (true, fills);
    }

    // ------------------------------------------------------------------ verdicts

    /// @dev Directly or, now and then, through `multicall`.
    function _send(uint256 seed, uint256 by, bytes memory data) private returns (bool ok, bytes4 reason) {
        if (_r(seed, "batched", 4) == 0) {
            bytes[] memory calls = new bytes[](1);
            calls[0] = data;
            data = abi.encodeCall(IOrders.multicall, (calls));
        }
        bytes memory answer;
        vm.prank(actors[by]);
        (ok, answer) = address(orders).call{gas: GAS}(data);
        if (answer.length >= 4) reason = bytes4(answer);
        if (_hostileMaker.entered()) _fail("L7: a callback filled an order");
    }

    function _judge(
        uint256 kind,
        World memory before,
        World memory w,
        Signed[] memory legs,
        uint256[] memory n,
        bool expected,
        bool ok,
        bytes4 reason
    ) private {
        ++tried[kind];
        if (ok) ++done[kind];
        if (address(w.token) == address(_hostile) && _hostile.mode() > HostileToken.Mode.Honest) {
            if (ok) _checkBounds(before, legs);
        } else if (ok && !expected) {
            _fail(string.concat("L2: against the rules: ", ["fill", "cross", "sweep", "fillMany"][kind]));
        } else if (ok) {
            _checkHoldings(_look(w.id), w);
            (_nonces, _filled) = (w.nonces, w.filled);
            for (uint256 k; k < legs.length; ++k) _noteFill(legs[k].order, n[k]);
        } else if (expected && !w.unsure && reason != IOrders.PriceBeyondLimit.selector) {
            _fail(string.concat("L3: refused for no reason: ", ["fill", "cross", "sweep", "fillMany"][kind]));
        }
        _checkSlots();
        // What the pool refuses after the model has agreed says nothing: it counts as not gone through.
        require(ok || !expected, "the price would pass the limit");
    }

    function _checkHoldings(World memory found, World memory expected) private {
        for (uint256 a; a < found.has.length; ++a) {
            for (uint256 what; what < 3; ++what) {
                if (found.has[a][what] == expected.has[a][what]) continue;
                _fail(a == actors.length ? "L1: the contract's own balance changed" : "L1: another amount moved");
            }
        }
    }

    /// @dev Nobody but the hostile maker, which may cancel in the middle, has less than its counted fills leave it at worst,
    /// whatever its token does; nor is anything felt in another token.
    function _checkBounds(World memory before, Signed[] memory legs) private {
        World memory found = _look(before.id);
        uint256[3][] memory gains = new uint256[3][](actors.length);
        uint256[3][] memory losses = new uint256[3][](actors.length);
        bool clear = _areApart(legs);
        for (uint256 k; k < legs.length && clear; ++k) {
            Order memory o = legs[k].order;
            uint256 a = _indexOf(o.maker);
            (uint256 nonce, uint256 filled) = orders.slotOf(o.maker, o.slot);
            uint256 slot = _slotIndex(o.slot);
            if (a == WALLET || nonce != o.nonce) continue;
            uint256 n = filled - (before.nonces[a][slot] == nonce ? before.filled[a][slot] : 0);
            if (n == 0) continue;
            if (!_count(before, legs[k], o.taker, n, false)) _fail("L2: against the rules, in a hostile token");
            _noteFill(o, n);
            uint256 what = o.positionId == before.id ? POSITION : TWIN;
            if (o.sell) (losses[a][what], gains[a][CASH]) = (losses[a][what] + n, gains[a][CASH] + _limitOf(o, n));
            else (losses[a][CASH], gains[a][what]) = (losses[a][CASH] + _limitOf(o, n), gains[a][what] + n);
        }
        bool charging = _hostile.mode() == HostileToken.Mode.Charging;
        for (uint256 a; a <= actors.length && clear; ++a) {
            for (uint256 what = charging ? 1 : 0; what < 3; ++what) {
                if (a == actors.length) {
                    if (found.has[a][what] != before.has[a][what]) _fail("L1: the contract's own balance changed");
                } else if (a != WALLET && found.has[a][what] + losses[a][what] < before.has[a][what] + gains[a][what])
                    _fail("L1: beyond the limit, in a hostile token");
            }
        }
        _adopt(before, clear);
    }

    /// @dev Whether no slot occurs twice: what is counted of one is then of one order.
    function _areApart(Signed[] memory legs) private pure returns (bool) {
        for (uint256 k = 1; k < legs.length; ++k) {
            for (uint256 i; i < k; ++i) {
                if (legs[i].order.maker == legs[k].order.maker && legs[i].order.slot == legs[k].order.slot)
                    return false;
            }
        }
        return true;
    }

    /// @dev Takes over the counts as they were checked; those of the hostile maker, and where one slot was used twice, as found.
    function _adopt(World memory checked, bool clear) private {
        (_nonces, _filled) = (checked.nonces, checked.filled);
        for (uint256 a; a < FILLER; ++a) {
            if (a == WALLET || !clear) _adoptSlots(a);
        }
    }

    function _adoptSlots(uint256 a) private {
        for (uint256 slot; slot < SLOTS; ++slot) {
            (_nonces[a][slot], _filled[a][slot]) = orders.slotOf(actors[a], _slotAt(slot));
        }
    }

    function _noteFill(Order memory o, uint256 n) private {
        bytes32 orderId = keccak256(abi.encode(o));
        _everFilled[orderId] += n;
        if (_everFilled[orderId] > o.amount) _fail("L1: filled beyond its amount");
    }

    /// @dev No slot moves but by fills and cancellations that are known.
    function _checkSlots() private {
        for (uint256 a; a < FILLER; ++a) {
            for (uint256 slot; slot < SLOTS; ++slot) {
                (uint256 nonce, uint256 filled) = orders.slotOf(actors[a], _slotAt(slot));
                if (nonce != _nonces[a][slot] || filled != _filled[a][slot]) _fail("L1: a slot counts something else");
            }
        }
    }

    function _checkViews(World memory w, Order memory o) private {
        uint256 left = _leftOf(w, o);
        if (orders.remaining(o) != left) _fail("L1: another number remains");
        if ((orders.statusOf(o) == OrderStatus.Fillable) != (_isAlive(w, o) && left != 0)) _fail("L2: another status");
        if (orders.hashOf(o) != _digest(o, block.chainid, address(orders))) _fail("L2: another hash");
    }

    function _fail(string memory what) private {
        if (bytes(broken).length == 0) broken = what;
    }

    // ------------------------------------------------------------------ orders

    /// @dev A new order, or one that was used before.
    function _choose(uint256 seed) private returns (Signed memory s) {
        if (_ring.length == RING && _r(seed, "old", 5) == 0) return _ring[_r(seed, "which", RING)];
        s = _sign(seed, _draw(seed));
        if (_ring.length < RING) _ring.push(s);
        else _ring[_r(seed, "place", RING)] = s;
    }

    /// @dev Somebody whose order may match, and now and then any.
    function _partner(uint256 seed, World memory w, Order memory o) private returns (Signed memory) {
        seed = _mix(seed, 101);
        if (_r(seed, "any", 16) == 0) return _choose(seed);
        Order memory b = _draw(seed);
        (b.positionId, b.termsHash, b.amount) = (o.positionId, o.termsHash, _amount(seed, o.amount));
        (b.minFill, b.taker) = (0, _r(seed, "named", 12) == 0 ? o.maker : address(0));
        int256 better = int256(_r(seed, "better", 400)) - (_r(seed, "worse", 16) == 0 ? int256(400) : int256(0));
        int256 price = int256(o.price / 1e14);
        if (_r(seed, "twin", 3) == 0) {
            (b.positionId, b.sell) = (w.twin, o.sell);
            price = o.sell ? 10_000 - price - better : 10_000 - price + better;
        } else {
            b.sell = !o.sell;
            price = o.sell ? price + better : price - better;
        }
        b.price = _tick(price);
        return _sign(seed, b);
    }

    /// @dev One to be filled together with `o`, and now and then any.
    function _sibling(uint256 seed, Order memory o) private returns (Signed memory) {
        seed = _mix(seed, 102);
        if (_r(seed, "any", 24) == 0) return _choose(seed);
        Order memory b = _draw(seed);
        (b.positionId, b.termsHash, b.sell) = (o.positionId, o.termsHash, o.sell);
        int256 other = int256(_r(seed, "other", 200)) - 100;
        (b.price, b.amount, b.minFill) = (_tick(int256(o.price / 1e14) + other), _amount(seed, o.amount), 0);
        return _sign(seed, b);
    }

    /// @dev A well-formed order of anyone, near the pool's price, in an open market if there is one.
    function _draw(uint256 seed) private view returns (Order memory o) {
        uint256 id = _pick(seed);
        uint256 n = markets.marketOf(id).outcomeCount;
        uint256 outcome = _r(seed, "outcome", 2);
        bool no = n > 2 && _r(seed, "no", 2) == 0;
        uint256 maker = _r(seed, "maker", FILLER);
        uint256 slot = _r(seed, "slot", SLOTS);
        uint256 price = markets.priceOf(id, outcome);
        if (no) price = 1e18 - price;
        int256 beyond = int256(_r(seed, "beyond", 2500)) - 200;
        o.maker = actors[maker];
        (o.positionId, o.termsHash) = ((id << 16) | (no ? 256 : 0) | outcome, markets.marketOf(id).termsHash);
        o.sell = _r(seed, "sell", 2) == 0;
        o.price = _tick(int256(price / 1e14) + (o.sell ? -beyond : beyond));
        o.amount = _amount(seed, uint128(markets.marketOf(id).liquidity / 2));
        if (_r(seed, "least", 6) == 0) o.minFill = _amount(_mix(seed, 7), o.amount);
        o.start = uint40(block.timestamp - _r(seed, "start", 2 hours));
        o.expiry = uint40(block.timestamp + 1 + _r(seed, "expiry", 2 hours));
        (o.slot, o.nonce) = (_slotAt(slot), uint64(_nonces[maker][slot] + (_r(seed, "nonce", 4) == 0 ? 0 : 1)));
        if (_r(seed, "tips", 3) == 0) o.maxTip = uint16(_r(seed, "tip", 300));
        if (_r(seed, "named", 24) == 0) o.taker = actors[_r(seed, "taker", actors.length)];
    }

    /// @dev Mostly as it is; else with a field that breaks a rule or time, or signed by another, in another way, or changed
    /// after it was signed.
    function _sign(uint256 seed, Order memory o) private view returns (Signed memory s) {
        uint256 fault = _r(seed, "fault", 320);
        if (fault < 8) _spoil(_mix(seed, 3), o);
        s.order = o;
        uint256 key = _indexOf(o.maker) + 1;
        if (key > 3) {
            s.signature = new bytes(_r(seed, "length", 3) * 40);
            return s;
        }
        s.signed = fault < 8 || fault > 15;
        bytes32 digest = _digest(
            o,
            fault == 8 ? block.chainid + 1 : block.chainid,
            fault == 9 ? address(markets) : address(orders)
        );
        (uint8 v, bytes32 r, bytes32 sigma) = vm.sign(fault == 10 ? key + 1 : key, digest);
        if (fault == 11) (v, sigma) = (v ^ 7, bytes32(CURVE_ORDER - uint256(sigma)));
        s.signature = abi.encodePacked(r, sigma, v);
        if (fault == 12) s.signature = bytes.concat(s.signature, hex"00");
        if (fault > 12 && fault < 16) _forge(_mix(seed, 4), o);
    }

    /// @dev Another value in a field that was signed, within the rules where that can be.
    function _forge(uint256 seed, Order memory o) private view {
        uint256 field = _r(seed, "field", 12);
        if (field == 0) o.maker = actors[(_indexOf(o.maker) + 1) % 3];
        else if (field == 1) o.positionId ^= 1;
        else if (field == 2) o.termsHash ^= bytes32(uint256(1));
        else if (field == 3) o.sell = !o.sell;
        else if (field == 4) o.price = o.price > 5e17 ? o.price - 1e14 : o.price + 1e14;
        else if (field == 5) o.amount += 1e4;
        else if (field == 6) o.minFill = o.minFill == 0 ? 1e4 : 0;
        else if (field == 7) --o.start;
        else if (field == 8) ++o.expiry;
        else if (field == 9) o.slot = _slotAt((_slotIndex(o.slot) + 1) % SLOTS);
        else if (field == 10) ++o.nonce;
        else o.maxTip += 1;
    }

    /// @dev A field outside its rules, or a time or nonce that is not now.
    function _spoil(uint256 seed, Order memory o) private view {
        uint256 field = _r(seed, "field", 14);
        if (field == 0) o.positionId |= 256 * (markets.marketOf(o.positionId >> 16).outcomeCount == 2 ? 1 : 2);
        else if (field == 1) o.positionId |= 255;
        else if (field == 2) o.termsHash = keccak256("another");
        else if (field == 3) o.price += 1;
        else if (field == 4) o.price = 1e18;
        else if (field == 5) o.price = 0;
        else if (field == 6) o.amount = 0;
        else if (field == 7) o.amount += 1;
        else if (field == 8) o.minFill = o.amount + 1e4;
        else if (field == 9) o.start = uint40(block.timestamp + 1 + _r(seed, "soon", 1 hours));
        else if (field == 10) (o.start, o.expiry) = (o.start - 2 hours, uint40(block.timestamp - 1));
        else if (field == 11) o.maxTip = 10_001;
        else if (field == 12) o.nonce = type(uint64).max;
        else o.nonce = o.nonce == 0 ? 0 : o.nonce - 1;
    }

    /// @dev What the hostile maker tries: orders that could be filled.
    function _aim(uint256 seed) private {
        Order[] memory list = new Order[](1);
        bytes[] memory signatures = new bytes[](1);
        uint256[] memory n = new uint256[](1);
        (list[0], n[0]) = (_draw(seed), 1e4);
        list[0].maker = actors[0];
        (list[0].minFill, list[0].taker) = (0, address(0));
        list[0].nonce = uint64(_nonces[0][_slotIndex(list[0].slot)] + 1);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(1, _digest(list[0], block.chainid, address(orders)));
        signatures[0] = abi.encodePacked(r, s, v);
        bytes[] memory calls = new bytes[](3);
        calls[0] = abi.encodeCall(IOrders.fill, (list[0], signatures[0], 1e4));
        calls[1] = abi.encodeCall(IOrders.fillMany, (list, signatures, n));
        calls[2] = abi.encodeCall(IOrders.sweep, (list[0], signatures[0], new Order[](0), new bytes[](0), n, 0));
        _hostileMaker.aim(calls);
    }

    // ------------------------------------------------------------------ parts

    /// @dev All of it, a part, or what no fill can be of.
    function _part(uint256 seed, uint256 left) private pure returns (uint256) {
        uint256 how = _r(seed, "how", 48);
        if (how == 0) return left + 1e4;
        if (how == 1) return left / 2 + 1;
        if (how < 16 || left < 1e4) return left - (left % 1e4);
        return 1e4 * (1 + _r(seed, "part", left / 1e4));
    }

    function _amount(uint256 seed, uint128 most) private pure returns (uint128) {
        uint256 ticks = most / 1e4 / 2 ** _r(seed, "magnitude", 12);
        return uint128(1e4 * (1 + _r(seed, "amount", ticks + 1)));
    }

    function _tick(int256 price) private pure returns (uint256) {
        return
            1e14 *
            uint256(
                price < 1
                    ? int256(1)
                    : price > 9999
                        ? int256(9999)
                        : price
            );
    }

    /// @dev An open market, seven times in eight.
    function _pick(uint256 seed) private view returns (uint256 id) {
        uint256 k = _r(seed, "market", MARKETS);
        id = _marketIds[k];
        if (_r(seed, "closed", 8) == 0) return id;
        for (uint256 i; i < MARKETS && markets.statusOf(id) != Status.Open; ++i) {
            id = _marketIds[(k + i) % MARKETS];
        }
    }

    /// @dev Two outcomes or three; the last market is in the hostile token. Every maker holds a lot of it.
    function _open(uint256 k, uint256 seed) private {
        FreeToken token = _tokens[k == MARKETS - 1 ? 2 : k % 2];
        if (address(token) == address(_hostile)) _hostile.misbehave(HostileToken.Mode.Honest, address(0));
        uint256 b = 1000 * 10 ** token.decimals();
        CreateParams memory params = CreateParams({
            collateral: address(token),
            resolver: address(this),
            closesAt: uint64(block.timestamp + 2 hours + _r(seed, "closes", 10 days)),
            resolveBy: uint64(block.timestamp + 20 days),
            feeRate: uint16(_r(seed, "fee", 3) == 0 ? 0 : _r(seed, "rate", 500)),
            creatorShare: 2500,
            outcomeCount: k == 0 ? 2 : 3,
            liquidity: b,
            odds: new uint64[](0),
            metadata: "",
            resolverData: ""
        });
        uint256 id = markets.createMarket(params, FAR);
        _marketIds[k] = id;
        for (uint256 a; a < FILLER; ++a) {
            vm.startPrank(actors[a]);
            markets.splitPair(id, 0, 100 * b);
            markets.splitPair(id, 1, 100 * b);
            vm.stopPrank();
            _approvePositions(a, id, FAR);
        }
    }

    function _approvePositions(uint256 a, uint256 id, uint256 amount) private {
        vm.startPrank(actors[a]);
        for (uint256 j; j < 2; ++j) {
            markets.approve(address(orders), (id << 16) | j, amount);
            markets.approve(address(orders), (id << 16) | 256 | j, amount);
        }
        vm.stopPrank();
    }

    function _approveToken(uint256 a, FreeToken token, address spender, uint256 amount) private {
        vm.prank(actors[a]);
        token.approve(spender, amount);
    }

    function _mix(uint256 seed, uint256 k) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, k)));
    }

    /// @dev From zero to `limit` - 1.
    function _r(uint256 seed, string memory what, uint256 limit) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, what))) % limit;
    }
}
