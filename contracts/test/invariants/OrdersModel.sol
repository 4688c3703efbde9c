// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets, Market, Side, Status} from "../../interfaces/IMarkets.sol";
import {IOrders, Order} from "../../interfaces/IOrders.sol";
import {IQuoter} from "../../interfaces/IQuoter.sol";
import {Answer} from "../SignerWallet.sol";
import {FreeToken} from "./FreeToken.sol";
import {HostileMaker} from "./HostileMaker.sol";

/// @notice What fills must do, computed from what was signed and without a line of the contract's: rules, counts, and what
/// everybody has afterwards, to the base unit. The pool's side of it is the engine's own, asked through `Quoter`.
abstract contract OrdersModel {
    /// @param signed Whether the maker's key signed exactly this. A contract account is asked when it matters.
    struct Signed {
        Order order;
        bytes signature;
        bool signed;
    }

    /// @notice One position of a market and the one that completes it (`twin`), and what every actor has of them.
    /// @param has By actor: collateral, the position, its twin. The last row is the order contract's.
    /// @param may What the order contract may take of each, by allowance.
    /// @param unsure Whether a contract's answer may cost more gas than there is.
    struct World {
        uint256 id;
        uint256 twin;
        FreeToken token;
        Market market;
        uint256[3][] has;
        uint256[3][] may;
        uint256[3][] nonces;
        uint256[3][] filled;
        bool unsure;
    }

    enum Way {
        None,
        Transfer,
        Mint,
        Merge
    }

    uint256 internal constant SLOTS = 3;
    uint256 internal constant CASH = 0;
    uint256 internal constant POSITION = 1;
    uint256 internal constant TWIN = 2;
    /// @dev The first contract account among the actors; the other one follows it.
    uint256 internal constant WALLET = 3;

    IMarkets public markets;
    IQuoter public quoter;
    IOrders public orders;
    address[] public actors;
    /// @dev What is counted of each actor's slots, beside the contract.
    uint256[3][] internal _nonces;
    uint256[3][] internal _filled;
    /// @dev Of each order, over all time.
    mapping(bytes32 orderId => uint256 positions) internal _everFilled;

    // ------------------------------------------------------------------ signatures

    function _digest(Order memory order, uint256 chainId, address verifier) internal pure returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Presage Orders"),
                keccak256("1"),
                chainId,
                verifier
            )
        );
        bytes32 typeHash = keccak256(
            "Order(address maker,uint256 positionId,bytes32 termsHash,bool sell,uint256 price,uint128 amount,uint128 minFill,uint40 start,uint40 expiry,uint32 slot,uint64 nonce,uint16 maxTip,address taker)"
        );
        return keccak256(abi.encodePacked(hex"1901", domain, keccak256(abi.encode(typeHash, order))));
    }

    /// @dev Where gas is bounded a contract that answers with a megabyte cannot; otherwise nobody says how much there is.
    function _isSigned(World memory w, Signed memory s, bool bounded) private view returns (bool) {
        uint256 a = _indexOf(s.order.maker);
        if (a != WALLET && a != WALLET + 1) return s.signed;
        Answer answer = HostileMaker(s.order.maker).answer();
        if (answer == Answer.TooLong && !bounded) w.unsure = true;
        return answer == Answer.Accept || (answer == Answer.TooLong && !bounded);
    }

    // ------------------------------------------------------------------ what everybody has

    function _look(uint256 id) internal view returns (World memory w) {
        w.id = id;
        w.market = markets.marketOf(id >> 16);
        w.twin = _twinOf(id, w.market.outcomeCount);
        w.token = FreeToken(w.market.collateral);
        w.has = new uint256[3][](actors.length + 1);
        w.may = new uint256[3][](actors.length);
        (w.nonces, w.filled) = (_nonces, _filled);
        for (uint256 a; a <= actors.length; ++a) {
            address who = a < actors.length ? actors[a] : address(orders);
            w.has[a] = [w.token.balanceOf(who), markets.balanceOf(who, w.id), markets.balanceOf(who, w.twin)];
            if (a == actors.length) break;
            w.may[a] = [
                w.token.allowance(who, address(orders)),
                markets.allowance(who, address(orders), w.id),
                markets.allowance(who, address(orders), w.twin)
            ];
        }
    }

    function _twinOf(uint256 id, uint256 outcomeCount) internal pure returns (uint256) {
        if (outcomeCount > 2) return (id >> 8) % 2 == 0 ? id + 256 : id - 256;
        return id % 2 == 0 ? id + 1 : id - 1;
    }

    function _take(World memory w, uint256 a, uint256 what, uint256 amount) private pure returns (bool) {
        if (w.has[a][what] < amount || w.may[a][what] < amount) return false;
        w.has[a][what] -= amount;
        if (w.may[a][what] != type(uint256).max) w.may[a][what] -= amount;
        return true;
    }

    function _indexOf(address who) internal view returns (uint256 a) {
        while (a < actors.length && actors[a] != who) ++a;
    }

    function _slotIndex(uint256 slot) internal pure returns (uint256) {
        return slot < 2 ? slot : 2;
    }

    /// @dev Neighbours, and the largest.
    function _slotAt(uint256 index) internal pure returns (uint32) {
        return index < 2 ? uint32(index) : type(uint32).max;
    }

    // ------------------------------------------------------------------ rules

    function _leftOf(World memory w, Order memory o) internal view returns (uint256) {
        uint256 a = _indexOf(o.maker);
        uint256 slot = _slotIndex(o.slot);
        if (w.nonces[a][slot] > o.nonce) return 0;
        uint256 done = w.nonces[a][slot] == o.nonce ? w.filled[a][slot] : 0;
        return done < o.amount ? o.amount - done : 0;
    }

    /// @dev Whether the order's fields, the market and the time allow a fill.
    function _isAlive(World memory w, Order memory o) internal view returns (bool) {
        if (markets.statusOf(o.positionId >> 16) != Status.Open || o.termsHash != w.market.termsHash) return false;
        uint256 kind = (o.positionId / 256) % 256;
        if (o.positionId % 256 >= w.market.outcomeCount || kind > (w.market.outcomeCount == 2 ? 0 : 1)) return false;
        if (o.price % 1e14 != 0 || o.price < 1e14 || o.price > 1e18 - 1e14) return false;
        if (o.amount < 1e4 || o.amount % 1e4 != 0 || o.minFill % 1e4 != 0 || o.amount < o.minFill) return false;
        if (o.maxTip > 10_000 || uint256(o.nonce) + 1 == 1 << 64) return false;
        return o.start < o.expiry && o.start <= block.timestamp && block.timestamp <= o.expiry;
    }

    /// @dev Counts a fill, if the rules allow it to this counterparty.
    function _count(
        World memory w,
        Signed memory s,
        address counterparty,
        uint256 n,
        bool bounded
    ) internal view returns (bool) {
        Order memory o = s.order;
        if (!_isAlive(w, o)) return false;
        if (o.taker != address(0) && o.taker != counterparty) return false;
        uint256 left = _leftOf(w, o);
        if (n == 0 || n % 1e4 != 0 || n > left || (n < o.minFill && n < left)) return false;
        if (!_isSigned(w, s, bounded)) return false;
        uint256 a = _indexOf(o.maker);
        uint256 slot = _slotIndex(o.slot);
        if (w.nonces[a][slot] != o.nonce) (w.nonces[a][slot], w.filled[a][slot]) = (o.nonce, 0);
        w.filled[a][slot] += n;
        return true;
    }

    /// @dev In whole ticks of positions and of the price: 1e4 · 1e14 is one unit of collateral.
    function _limitOf(Order memory o, uint256 n) internal pure returns (uint256) {
        return (n / 1e4) * (o.price / 1e14);
    }

    /// @dev Of so much collateral, in proportion to the time that has passed.
    function _tipOf(Order memory o, uint256 collateral) private view returns (uint256) {
        uint256 passed = block.timestamp - o.start;
        return (collateral * o.maxTip * passed) / 10_000 / (uint256(o.expiry) - o.start);
    }

    function _wayOf(World memory w, Order memory a, Order memory b) internal pure returns (Way) {
        if (a.maker == b.maker) return Way.None;
        if (a.positionId == b.positionId && a.sell != b.sell) {
            (uint256 bid, uint256 ask) = a.sell ? (b.price, a.price) : (a.price, b.price);
            return bid >= ask ? Way.Transfer : Way.None;
        }
        if (b.positionId != w.twin || a.positionId != w.id || a.sell != b.sell) return Way.None;
        if (a.sell) return a.price + b.price <= 1e18 ? Way.Merge : Way.None;
        return a.price + b.price >= 1e18 ? Way.Mint : Way.None;
    }

    // ------------------------------------------------------------------ fills

    /// @dev a and b trade n at b's price. Nothing has happened if b does not deliver; all is off if a then does not.
    function _exchange(
        World memory w,
        Way way,
        Order memory a,
        Order memory b,
        uint256 n
    ) internal view returns (bool bDelivers, bool aDelivers) {
        (uint256 i, uint256 j) = (_indexOf(a.maker), _indexOf(b.maker));
        uint256 cost = _limitOf(b, n);
        if (way == Way.Transfer) {
            if (b.sell) {
                if (!_take(w, j, POSITION, n)) return (false, false);
                if (!_take(w, i, CASH, cost)) return (true, false);
            } else {
                if (!_take(w, j, CASH, cost)) return (false, false);
                if (!_take(w, i, POSITION, n)) return (true, false);
            }
            (uint256 buyer, uint256 seller) = a.sell ? (j, i) : (i, j);
            w.has[buyer][POSITION] += n;
            w.has[seller][CASH] += cost;
        } else if (way == Way.Mint) {
            if (!_take(w, j, CASH, cost)) return (false, false);
            if (!_take(w, i, CASH, n - cost)) return (true, false);
            w.has[i][POSITION] += n;
            w.has[j][TWIN] += n;
        } else {
            if (!_take(w, j, TWIN, n)) return (false, false);
            if (!_take(w, i, POSITION, n)) return (true, false);
            w.has[i][CASH] += n - cost;
            w.has[j][CASH] += cost;
        }
        return (true, true);
    }

    /// @dev One order with the pool; `by` has the tip.
    function _withPool(World memory w, Order memory o, uint256 n, uint256 by, bool tips) internal view returns (bool) {
        uint256 a = _indexOf(o.maker);
        uint256 limit = _limitOf(o, n);
        if (!_take(w, a, o.sell ? POSITION : CASH, o.sell ? n : limit)) return false;
        uint256 tip = tips && !o.sell ? _tipOf(o, limit) : 0;
        uint256 received = _quote(o, o.sell ? n : limit - tip);
        if (tips && o.sell) tip = _tipOf(o, received);
        if (o.sell) received -= tip;
        if (received < (o.sell ? limit : n)) return false;
        w.has[a][o.sell ? CASH : POSITION] += received;
        w.has[by][CASH] += tip;
        return true;
    }

    /// @dev Many with the pool at one price: what comes is shared by what each puts in, and the last has the rest.
    function _together(
        World memory w,
        Signed[] memory list,
        uint256[] memory n,
        uint256 by
    ) internal view returns (bool) {
        bool sell = list[0].order.sell;
        uint256[] memory puts = new uint256[](n.length);
        uint256 sum;
        uint256 tips;
        for (uint256 k; k < n.length; ++k) {
            Order memory o = list[k].order;
            uint256 gives = sell ? n[k] : _limitOf(o, n[k]);
            if (!_take(w, _indexOf(o.maker), sell ? POSITION : CASH, gives)) return false;
            uint256 tip = sell ? 0 : _tipOf(o, gives);
            tips += tip;
            puts[k] = gives - tip;
            sum += puts[k];
        }
        uint256 comes = _quote(list[0].order, sum);
        uint256 rest = comes;
        for (uint256 k; k < n.length; ++k) {
            Order memory o = list[k].order;
            uint256 share = k + 1 == n.length ? rest : (comes * puts[k]) / sum;
            rest -= share;
            uint256 tip = sell ? _tipOf(o, share) : 0;
            tips += tip;
            if (share - tip < (sell ? _limitOf(o, n[k]) : n[k])) return false;
            w.has[_indexOf(o.maker)][sell ? CASH : POSITION] += share - tip;
        }
        w.has[by][CASH] += tips;
        return true;
    }

    /// @dev Zero where the pool does not trade.
    function _quote(Order memory o, uint256 amount) private view returns (uint256) {
        (uint256 id, uint256 outcome, Side side) = _partsOf(o.positionId);
        if (amount == 0) return 0;
        if (o.sell) {
            try quoter.quoteSell(id, outcome, side, amount) returns (uint256 received, uint256) {
                return received;
            } catch {
                return 0;
            }
        }
        try quoter.quoteBuy(id, outcome, side, amount) returns (uint256 received, uint256) {
            return received;
        } catch {
            return 0;
        }
    }

    function _partsOf(uint256 id) internal pure returns (uint256, uint256, Side) {
        return (id >> 16, id % 256, (id >> 8) % 256 == 0 ? Side.Yes : Side.No);
    }

    /// @dev Whether the pool's price with its fee is within the limit, all times 1e22 and so without rounding.
    function _isPriceWithin(World memory w, Order memory o, uint256 limit) internal view returns (bool) {
        (uint256 id, uint256 outcome, Side side) = _partsOf(o.positionId);
        uint256 price = markets.priceOf(id, outcome);
        if (side == Side.No) price = 1e18 - price;
        uint256 fee = w.market.feeRate * price * (1e18 - price);
        return o.sell ? price * 1e22 >= limit * 1e22 + fee : price * 1e22 + fee <= limit * 1e22;
    }
}
