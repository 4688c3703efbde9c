// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FixedPointMathLib} from "solady/src/utils/FixedPointMathLib.sol";
import {CreateParams, IMarkets, Market, Side, Status} from "../../interfaces/IMarkets.sol";
import {IResolver} from "../../interfaces/IResolver.sol";
import {expectedPrices} from "../expectedPrices.sol";
import {Attacker} from "./Attacker.sol";
import {FreeToken} from "./FreeToken.sol";
import {HostileToken} from "./HostileToken.sol";
import {MarketsLedger} from "./MarketsLedger.sol";
import {deployMarkets} from "./deployMarkets.sol";
import {vm} from "./Vm.sol";

/// @notice Every external function of the contract, with arguments bounded to what can go through: where a function needs
/// something first (a position to sell, a final market), the handler brings it about.
contract MarketsHandler is MarketsLedger, IResolver {
    uint256 private constant FAR = type(uint256).max;
    uint256 private constant MOST_MARKETS = 8;
    uint256 private constant OPEN = 1 << uint256(Status.Open);
    uint256 private constant CLOSED = 1 << uint256(Status.Closed);
    uint256 private constant FINAL = (1 << uint256(Status.Resolved)) | (1 << uint256(Status.Void));

    uint256 private _now;

    /// @dev Everything is done by hand-written steps: a resolver must have code, so this is not in the constructor.
    function start() external {
        markets = deployMarkets();
        attacker = new Attacker(markets);
        _now = block.timestamp;
        _hostile = new HostileToken();
        _tokens = [new FreeToken(6), new FreeToken(18), new FreeToken(8), _hostile];
        actors = [vm.addr(1), vm.addr(2), vm.addr(3), address(attacker), address(this)];
        for (uint256 a; a < actors.length; ++a) {
            for (uint256 t; t < _tokens.length; ++t) {
                _tokens[t].mint(actors[a], 1e12 * 10 ** _tokens[t].decimals());
                vm.prank(actors[a]);
                _tokens[t].approve(address(markets), FAR);
            }
        }
        // fee and creator's share; the first two share a token
        _create(0, 2, 400, 2500, false, 30 days);
        _create(0, 3, 0, 0, false, 40 days);
        _create(1, 5, 0, 0, true, 50 days);
        _create(2, 8, 1000, 10000, false, 60 days);
        _create(3, 3, 300, 5000, false, 60 days);
        HostileToken(address(_hostile)).misbehave(HostileToken.Mode.CallingBack, address(attacker));
        _check(FAR);
    }

    function register(uint256, address, uint256, uint256, uint256, bytes calldata) external {}

    // ------------------------------------------------------------------ creation and time

    function createMarket(uint256 seed) external returns (uint256 k) {
        k = _createAny(seed);
        _check(k);
    }

    /// @notice Up to two hours, and now and then half a day.
    function warp(uint256 seconds_) external {
        _pass(seconds_ % (seconds_ % 8 == 0 ? 12 hours : 2 hours));
        _check(FAR);
    }

    // ------------------------------------------------------------------ trading

    function buy(uint256 k, uint256 actor, uint256 outcome, bool no, uint256 amount) external on(k = _pick(k, OPEN)) {
        _buy(k, actor, outcome, no, amount);
    }

    function buyExact(
        uint256 k,
        uint256 actor,
        uint256 outcome,
        bool no,
        uint256 amount
    ) external on(k = _pick(k, OPEN)) {
        (uint256 j, Side side) = _target(k, outcome, no);
        (j, side) = _cheap(k, j, side);
        amount = _spread(amount, 1, _room(k, j, side, true, 16));
        address by = _actor(actor);
        vm.prank(by);
        markets.buyExact(_entries[k].id, j, side, amount, FAR, by, FAR);
    }

    function sell(uint256 k, uint256 actor, uint256 outcome, bool no, uint256 amount) external on(k = _pick(k, OPEN)) {
        (uint256 j, Side side) = _target(k, outcome, no);
        (j, side) = _cheap(k, j, side);
        if (_held(k, actor, j, side) < 1e6) _buy(k, actor, j, side == Side.No, amount);
        if (_priceOf(k, j, side) < 1e9) {
            side = side == Side.Yes ? Side.No : Side.Yes;
            _splitPair(k, actor, j, amount);
        }
        uint256 held = _held(k, actor, j, side);
        uint256 most = _room(k, j, side, false, 64);
        amount = _spread(amount, held / 1e3 + 1, held < most ? held : most);
        address by = _actor(actor);
        vm.prank(by);
        markets.sell(_entries[k].id, j, side, amount, 0, by, FAR);
    }

    function multicall(
        uint256 k,
        uint256 actor,
        uint256 outcome,
        bool no,
        uint256 amount
    ) external on(k = _pick(k, OPEN)) {
        (uint256 j, Side side) = _target(k, outcome, no);
        (j, side) = _cheap(k, j, side);
        uint256 id = _entries[k].id;
        address by = _actor(actor);
        amount = _spread(amount, _b(k) / 1e4 + 1, _b(k));
        bytes[] memory calls = new bytes[](3);
        calls[0] = abi.encodeCall(IMarkets.buyExact, (id, j, side, amount, FAR, by, FAR));
        calls[1] = abi.encodeCall(IMarkets.splitPair, (id, j, amount));
        calls[2] = abi.encodeCall(IMarkets.sell, (id, j, side, amount / 2 + 1, 0, by, FAR));
        vm.prank(by);
        markets.multicall(calls);
    }

    /// @notice Also with a signature that does not fit, which an allowance that suffices makes harmless.
    function selfPermit(uint256 t, uint256 actor, uint256 value, bool forged) external on(FAR) {
        FreeToken token = _tokens[t % _tokens.length];
        uint256 key = (actor % 3) + 1;
        address by = vm.addr(key);
        bytes32 digest = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                by,
                address(markets),
                value,
                token.nonces(by),
                FAR
            )
        );
        digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), digest));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(forged ? key + 1 : key, digest);
        if (forged) value = value % token.allowance(by, address(markets));
        vm.startPrank(by);
        markets.selfPermit(address(token), value, FAR, v, r, s);
        token.approve(address(markets), FAR);
        vm.stopPrank();
    }

    // ------------------------------------------------------------------ sets and pairs

    function split(uint256 k, uint256 actor, uint256 amount) external on(k = _pick(k, OPEN)) {
        _split(k, actor, amount);
    }

    function merge(
        uint256 k,
        uint256 actor,
        uint256 amount
    ) external on(k = _pick(k, k % 4 == 0 ? OPEN | CLOSED : OPEN)) {
        if (_least(k, actor, FAR, Side.Yes) == 0) _split(k, actor, amount);
        amount = _spread(amount, 1, _least(k, actor, FAR, Side.Yes));
        vm.prank(_actor(actor));
        markets.merge(_entries[k].id, amount);
    }

    function splitPair(uint256 k, uint256 actor, uint256 outcome, uint256 amount) external on(k = _pick(k, OPEN)) {
        _splitPair(k, actor, outcome, amount);
    }

    function mergePair(uint256 k, uint256 actor, uint256 outcome, uint256 amount) external on(k = _pick(k, OPEN)) {
        (uint256 j, ) = _target(k, outcome, false);
        if (_held(k, actor, j, Side.Yes) == 0 || _held(k, actor, j, Side.No) == 0)
            _splitPair(k, actor, outcome, amount);
        uint256 yes = _held(k, actor, j, Side.Yes);
        uint256 no = _held(k, actor, j, Side.No);
        vm.prank(_actor(actor));
        markets.mergePair(_entries[k].id, j, _spread(amount, 1, yes < no ? yes : no));
    }

    function convert(uint256 k, uint256 actor, uint256 set, uint256 amount) external on(k = _pick(k, OPEN)) {
        set = _set(k, set);
        for (uint256 j; j < _n(k); ++j) {
            if ((set >> j) & 1 == 1 && _held(k, actor, j, Side.No) == 0) _splitPair(k, actor, j, amount);
        }
        amount = _spread(amount, 1, _least(k, actor, set, Side.No));
        vm.prank(_actor(actor));
        markets.convert(_entries[k].id, set, amount);
    }

    function convertBack(uint256 k, uint256 actor, uint256 set, uint256 amount) external on(k = _pick(k, OPEN)) {
        set = _set(k, set);
        uint256 outside = set ^ ((1 << _n(k)) - 1);
        if (outside != 0 && _least(k, actor, outside, Side.Yes) == 0) _split(k, actor, amount);
        amount = _spread(amount, 1, outside == 0 ? _unit(k) : _least(k, actor, outside, Side.Yes));
        vm.prank(_actor(actor));
        markets.convertBack(_entries[k].id, set, amount);
    }

    // ------------------------------------------------------------------ liquidity

    function addLiquidity(uint256 k, uint256 actor, uint256 amount) external on(k = _pick(k, OPEN)) {
        _addLiquidity(k, actor, amount);
    }

    function removeLiquidity(
        uint256 k,
        uint256 actor,
        uint256 amount
    ) external on(k = _pick(k, k % 4 == 0 ? OPEN | CLOSED : OPEN)) {
        uint256 id = _entries[k].id;
        if (markets.balanceOf(_actor(actor), markets.liquidityId(id)) == 0) _addLiquidity(k, actor, amount);
        amount = _spread(amount, 1, markets.balanceOf(_actor(actor), markets.liquidityId(id)));
        vm.prank(_actor(actor));
        markets.removeLiquidity(id, amount, 0, FAR);
    }

    function collectCreatorFees(uint256 k, uint256 actor) external on(k = k % _entries.length) {
        vm.prank(_actor(actor));
        markets.collectCreatorFees(_entries[k].id);
    }

    // ------------------------------------------------------------------ resolution and redemption

    function halt(uint256 k) external on(k = _pick(k, OPEN)) {
        _resolverOf(k).halt(_entries[k].id);
    }

    function reopen(uint256 k) external on(k = _pick(k, OPEN | CLOSED)) {
        if (!markets.marketOf(_entries[k].id).halted) _resolverOf(k).halt(_entries[k].id);
        _resolverOf(k).reopen(_entries[k].id);
    }

    function resolve(uint256 k, uint256 seed) external on(k = _pick(k, OPEN | CLOSED)) {
        _resolve(k, seed);
    }

    /// @notice Of a market whose time is near, or of a new and short one.
    function void(uint256 k, uint256 actor) external on(k = _voidable(k)) {
        Entry storage entry = _entries[k];
        vm.prank(_actor(actor));
        markets.void(entry.id, entry.odds);
    }

    function redeem(uint256 k, uint256 actor, uint256 seed) external on(k = _final(k, actor, seed)) {
        uint256 n = _n(k);
        uint256[] memory ids = new uint256[](2 * n);
        for (uint256 j; j < n; ++j) {
            ids[j] = markets.positionId(_entries[k].id, j, Side.Yes);
            ids[n + j] = markets.positionId(_entries[k].id, j, Side.No);
        }
        vm.prank(_actor(actor));
        markets.redeem(ids, _actor(actor));
    }

    function redeemLiquidity(uint256 k, uint256 actor, uint256 seed) external on(k = _final(k, actor, seed)) {
        vm.prank(_actor(actor));
        markets.redeemLiquidity(_entries[k].id, _actor(actor));
    }

    function redeemSeed(uint256 k, uint256 actor, uint256 seed) external on(k = _final(k, actor, seed)) {
        vm.prank(_actor(actor));
        markets.redeemSeed(_entries[k].id);
    }

    // ------------------------------------------------------------------ what must change nothing, and what may not be

    function transfer(uint256 k, uint256 from, uint256 to, uint256 kind, bool approved, uint256 amount) external {
        k = k % _entries.length;
        uint256 id = (_entries[k].id << 16) | ((kind % 3) << 8) | (kind % 3 == 2 ? 0 : (kind >> 8) % _n(k));
        amount = _spread(amount, 0, markets.balanceOf(_actor(from), id));
        if (approved) {
            vm.prank(_actor(from));
            if (kind % 2 == 0) markets.approve(_actor(to), id, amount);
            else markets.setOperator(_actor(to), true);
            vm.prank(_actor(to));
            markets.transferFrom(_actor(from), _actor(to), id, amount);
        } else {
            vm.prank(_actor(from));
            markets.transfer(_actor(to), id, amount);
        }
        _check(k);
    }

    /// @notice Gifts of tokens change nothing.
    function donate(uint256 t, uint256 amount) external on(FAR) {
        _tokens[t % _tokens.length].mint(address(markets), amount % 1e24);
    }

    function misbehave(uint256 mode, uint256 actor, bool up, uint256 amount) external on(FAR) {
        HostileToken token = HostileToken(address(_hostile));
        // half the time in the mode that calls back
        token.misbehave(mode % 14 > 6 ? HostileToken.Mode.CallingBack : HostileToken.Mode(mode % 7), address(attacker));
        address holder = mode % 2 == 0 ? address(markets) : _actor(actor);
        uint256 held = token.balanceOf(holder);
        if (mode % 5 == 0 && held != 0) token.rebase(holder, up, amount % (held / 4 + 1));
    }

    /// @notice Nobody but the resolver decides, and nobody voids early.
    function usurp(uint256 k, uint256 actor) external on(k = _pick(k, OPEN | CLOSED)) {
        Entry storage entry = _entries[k];
        address resolver = markets.marketOf(entry.id).resolver;
        address by = _actor(actor);
        if (by == resolver) by = _actor(0);
        bool early = block.timestamp < markets.marketOf(entry.id).resolveBy;
        bytes[4] memory attempts = [
            abi.encodeCall(IMarkets.halt, (entry.id)),
            abi.encodeCall(IMarkets.reopen, (entry.id)),
            abi.encodeCall(IMarkets.resolve, (entry.id, _vector(_n(k), actor))),
            abi.encodeCall(IMarkets.void, (entry.id, entry.odds))
        ];
        for (uint256 i; i < (early ? 4 : 3); ++i) {
            vm.prank(by);
            (bool ok, ) = address(markets).call(attempts[i]);
            if (ok) _fail("C9: a stranger decides", k);
        }
    }

    // ------------------------------------------------------------------ parts

    /// @dev Accounts what the call moves to its market, and checks everything.
    modifier on(uint256 k) {
        FreeToken token = k == FAR ? _tokens[0] : _entries[k].token;
        uint256 before = token.balanceOf(address(markets));
        _;
        if (k != FAR && !_isHostile(token)) {
            Entry storage entry = _entries[k];
            entry.accounted = entry.accounted + token.balanceOf(address(markets)) - before;
        }
        _check(k);
    }

    function _buy(uint256 k, uint256 actor, uint256 outcome, bool no, uint256 amount) private {
        (uint256 j, Side side) = _target(k, outcome, no);
        (j, side) = _cheap(k, j, side);
        address by = _actor(actor);
        amount = _spread(amount, _b(k) / 1e5 + 1, _room(k, j, side, true, 32));
        vm.prank(by);
        markets.buy(_entries[k].id, j, side, amount, 0, by, FAR);
        _noteExtremes(k);
    }

    function _split(uint256 k, uint256 actor, uint256 amount) private {
        amount = _spread(amount, 1, 1000 * _unit(k));
        vm.prank(_actor(actor));
        markets.split(_entries[k].id, amount);
    }

    function _splitPair(uint256 k, uint256 actor, uint256 outcome, uint256 amount) private {
        (uint256 j, ) = _target(k, outcome, false);
        amount = _spread(amount, 1, 1000 * _unit(k));
        vm.prank(_actor(actor));
        markets.splitPair(_entries[k].id, j, amount);
    }

    function _addLiquidity(uint256 k, uint256 actor, uint256 amount) private {
        uint256[] memory prices = expectedPrices(markets, _entries[k].id);
        uint256 most = 10 * _b(k);
        if (most > 1e25) most = 1e25;
        vm.prank(_actor(actor));
        markets.addLiquidity(_entries[k].id, _spread(amount, 1, most), FAR, prices, FAR, FAR);
    }

    function _resolve(uint256 k, uint256 seed) private {
        _resolverOf(k).resolve(_entries[k].id, _vector(_n(k), seed));
    }

    /// @dev A market that is final and of which the actor holds something; one is made so if there is none.
    function _final(uint256 k, uint256 actor, uint256 seed) private returns (uint256) {
        for (uint256 i; i < _entries.length; ++i) {
            uint256 found = addmod(k, i, _entries.length);
            Market memory market = markets.marketOf(_entries[found].id);
            if (market.status < Status.Resolved || market.seed == 0) continue;
            if (markets.balanceOf(_actor(actor), markets.liquidityId(_entries[found].id)) != 0) return found;
        }
        k = _pick(k, OPEN);
        FreeToken token = _entries[k].token;
        uint256 before = token.balanceOf(address(markets));
        _addLiquidity(k, actor, type(uint256).max << 8);
        _buy(k, actor, seed, false, seed);
        _resolve(k, seed);
        if (!_isHostile(token)) _entries[k].accounted += token.balanceOf(address(markets)) - before;
        return k;
    }

    function _voidable(uint256 k) private returns (uint256) {
        for (uint256 i; i < _entries.length; ++i) {
            uint256 found = addmod(k, i, _entries.length);
            Market memory market = markets.marketOf(_entries[found].id);
            if (market.status < Status.Resolved && block.timestamp >= market.resolveBy) return found;
        }
        k = _create(k % _tokens.length, 3, 200, 1000, k % 2 == 0, 1 hours);
        _pass(1 hours + 1 days);
        return k;
    }

    /// @dev The first market from `k` on whose status is among these; a new one if there is none.
    function _pick(uint256 k, uint256 statuses) private returns (uint256) {
        for (uint256 i; i < _entries.length; ++i) {
            uint256 found = addmod(k, i, _entries.length);
            if ((statuses >> uint256(markets.statusOf(_entries[found].id))) & 1 == 1) return found;
        }
        return _createAny(k);
    }

    function _createAny(uint256 seed) private returns (uint256) {
        uint16 n = [uint16(2), 3, 4, 7][(seed >> 8) % 4];
        uint256 length = 1 hours + ((seed >> 16) % 30 days);
        uint16 feeRate = uint16((seed >> 64) % 1001);
        uint16 share = uint16((seed >> 80) % 10001);
        return _create(seed % _tokens.length, n, feeRate, share, (seed >> 100) % 2 == 0, length);
    }

    /// @dev Takes the place of a final market once there are many.
    function _create(
        uint256 t,
        uint16 n,
        uint16 feeRate,
        uint16 share,
        bool skewed,
        uint256 length
    ) private returns (uint256 k) {
        FreeToken token = _tokens[t];
        uint64[] memory odds = new uint64[](skewed ? n : 0);
        uint64 rest = 1e18;
        for (uint256 j; j < odds.length; ++j) {
            odds[j] =
                j + 1 == n
                    ? rest
                    : j == 0
                        ? 1e12
                        : rest / 2;
            rest -= odds[j];
        }
        CreateParams memory params = CreateParams({
            collateral: address(token),
            resolver: n % 2 == 0 ? address(this) : address(attacker),
            closesAt: uint64(block.timestamp + length),
            resolveBy: uint64(block.timestamp + length + 1 days),
            feeRate: feeRate,
            creatorShare: share,
            outcomeCount: n,
            liquidity: (n == 8 ? 1 : 1000) * 10 ** token.decimals(),
            odds: odds,
            metadata: "",
            resolverData: ""
        });
        k = _place();
        uint256 before = token.balanceOf(address(markets));
        Entry storage entry = _entries[k];
        entry.id = markets.createMarket(params, FAR);
        entry.token = token;
        entry.odds = odds;
        entry.accounted = _isHostile(token) ? 0 : token.balanceOf(address(markets)) - before;
        (entry.fingerprint, entry.outcome, entry.extreme) = (0, 0, false);
        attacker.aim(entry.id, params);
    }

    function _place() private returns (uint256 k) {
        if (_entries.length < MOST_MARKETS) {
            _entries.push();
            return _entries.length - 1;
        }
        while (markets.statusOf(_entries[k].id) < Status.Resolved) ++k;
        _retired[_entries[k].token] += _entries[k].accounted;
    }

    function _pass(uint256 seconds_) private {
        _now += seconds_;
        vm.warp(_now);
    }

    /// @dev One winner, few, or any numbers up to the largest.
    function _vector(uint256 n, uint256 seed) private pure returns (uint64[] memory payouts) {
        payouts = new uint64[](n);
        for (uint256 j; j < n; ++j) {
            uint256 random = uint256(keccak256(abi.encode(seed, j)));
            payouts[j] =
                seed % 3 == 0
                    ? 0
                    : seed % 3 == 1
                        ? uint64(random % 4)
                        : uint64(random);
        }
        payouts[(seed >> 8) % n] = seed % 7 == 0 ? type(uint64).max : 1;
    }

    function _resolverOf(uint256 k) private view returns (IMarkets) {
        address resolver = markets.marketOf(_entries[k].id).resolver;
        return resolver == address(this) ? IMarkets(address(markets)) : IMarkets(resolver);
    }

    function _actor(uint256 seed) private view returns (address) {
        return actors[seed % actors.length];
    }

    function _n(uint256 k) private view returns (uint256) {
        return markets.marketOf(_entries[k].id).outcomeCount;
    }

    function _b(uint256 k) private view returns (uint256) {
        return markets.marketOf(_entries[k].id).liquidity;
    }

    function _unit(uint256 k) private view returns (uint256) {
        return 10 ** _entries[k].token.decimals();
    }

    function _target(uint256 k, uint256 outcome, bool no) private view returns (uint256, Side) {
        return (outcome % _n(k), no ? Side.No : Side.Yes);
    }

    function _priceOf(uint256 k, uint256 j, Side side) private view returns (uint256) {
        uint256 price = markets.priceOf(_entries[k].id, j);
        if (side == Side.Yes) return price;
        return price < 1e18 ? 1e18 - price : 0;
    }

    /// @dev The other side of an outcome of which this one costs next to all: no more of it can be bought.
    function _cheap(uint256 k, uint256 j, Side side) private view returns (uint256, Side) {
        if (_priceOf(k, j, side) <= 1e18 - 1e9) return (j, side);
        return (j, side == Side.Yes ? Side.No : Side.Yes);
    }

    /// @dev What the price limits leave of `times` b: from the price q on, a purchase may go up by `ln((1 - q) / 1e-12)` b of
    /// collateral, which are no more positions, a sale down by `ln(q / 1e-12)` b of positions, which is no more than it may.
    function _room(uint256 k, uint256 j, Side side, bool up, uint256 times) private view returns (uint256) {
        uint256 price = _priceOf(k, j, side);
        uint256 ratio = ((up ? 1e18 - price : price) * 1e18) / 1e6;
        uint256 room = (_b(k) * uint256(FixedPointMathLib.lnWad(int256(ratio)))) / 1.001e18;
        return room < times * _b(k) ? room : times * _b(k);
    }

    function _held(uint256 k, uint256 actor, uint256 j, Side side) private view returns (uint256) {
        return markets.balanceOf(_actor(actor), markets.positionId(_entries[k].id, j, side));
    }

    function _least(uint256 k, uint256 actor, uint256 set, Side side) private view returns (uint256 least) {
        least = FAR;
        for (uint256 j; j < _n(k); ++j) {
            uint256 held = _held(k, actor, j, side);
            if ((set >> j) & 1 == 1 && held < least) least = held;
        }
    }

    function _set(uint256 k, uint256 seed) private view returns (uint256) {
        return (seed % ((1 << _n(k)) - 1)) + 1;
    }

    /// @dev Spreads a seed over magnitudes as well as over values.
    function _spread(uint256 seed, uint256 low, uint256 high) private pure returns (uint256) {
        require(high >= low, "nothing to choose from");
        return low + ((seed >> 8) % ((high - low) / 2 ** (seed % 40) + 1));
    }
}
