// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {EIP712} from "solady/src/utils/EIP712.sol";
import {IMarkets, Side, TradingTerms} from "./interfaces/IMarkets.sol";
import {IOrders, Order, OrderStatus} from "./interfaces/IOrders.sol";
import {OrderTerms} from "./libraries/OrderTerms.sol";
import {PositionId} from "./libraries/PositionId.sol";
import {Slot, toSlot} from "./libraries/Slot.sol";

/// @title Limit orders
/// @notice See `IOrders`, which is the specification.
contract Orders is IOrders, EIP712, Multicall, ReentrancyGuardTransient {
    using OrderTerms for Order;
    using SafeERC20 for IERC20;

    /// @inheritdoc IOrders
    IMarkets public immutable markets;

    /// @dev A slot's word by reference: as a struct it is located once for reading and writing.
    struct Counter {
        Slot word;
    }

    /// @dev A fill that is counted: the slot as it was and as it is.
    struct Taken {
        bytes32 orderHash;
        address maker;
        uint256 slot;
        Slot before;
        Slot current;
    }

    mapping(address maker => mapping(uint256 slot => Counter)) private _counters;

    constructor(IMarkets markets_) {
        markets = markets_;
    }

    // ------------------------------------------------------------------ fills

    /// @inheritdoc IOrders
    function fill(
        Order calldata order,
        bytes calldata signature,
        uint256 positions
    ) external nonReentrant returns (uint256 received) {
        // Check: the market is open, and its maker signed the order for this fill; Effect: the slot counts it
        TradingTerms memory terms = _termsOf(order);
        Taken memory taken = _take(order, signature, positions, terms, msg.sender);

        // Interaction: the pool trades
        uint256 collateral;
        (received, collateral) = _tradeWithPool(order, positions, terms, true);
        _emitFilled(order, taken, order.sell ? positions : received, collateral);
    }

    /// @inheritdoc IOrders
    function cross(
        Order calldata a,
        bytes calldata signatureA,
        Order calldata b,
        bytes calldata signatureB,
        uint256 positions
    ) external nonReentrant {
        // Check: the orders match
        TradingTerms memory terms = _termsOf(a);
        OrderTerms.Match how = a.matchWith(b, terms.outcomeCount);
        if (a.maker == b.maker) revert SameMaker(a.maker);
        if (how == OrderTerms.Match.None) revert NotOpposite(a.positionId, b.positionId);
        if (!a.crosses(b, how)) revert PricesDoNotCross(a.price, b.price);

        // Check: the market is open, and the makers signed for this fill; Effect: their slots count it
        Taken memory takenA = _take(a, signatureA, positions, terms, b.maker);
        Taken memory takenB = _take(b, signatureB, positions, terms, a.maker);

        // Interaction: each maker gives what the other gets
        uint256 cost = b.cost(positions);
        if (!_exchange(a, b, how, positions, cost, terms.collateral, gasleft())) revert CannotDeliver(b.maker);
        _emitFilled(a, takenA, positions, how == OrderTerms.Match.Transfer ? cost : positions - cost);
        _emitFilled(b, takenB, positions, cost);
    }

    /// @inheritdoc IOrders
    function sweep(
        Order calldata taker,
        bytes calldata signature,
        Order[] calldata makers,
        bytes[] calldata signatures,
        uint256[] calldata positions,
        uint256 gasBudget
    ) external nonReentrant returns (uint256 filled) {
        // Check: the lists fit
        uint256 last = makers.length;
        if (signatures.length != last || positions.length != last + 1)
            revert InvalidLengths(last, signatures.length, positions.length);
        uint256 planned;
        for (uint256 k; k < positions.length; ++k) planned += positions[k];

        // Check: the market is open, and the taker signed for this fill; Effect: its slot counts all that is planned
        TradingTerms memory terms = _termsOf(taker);
        Taken memory taken = _take(taker, signature, planned, terms, taker.taker);

        // Interaction: the makers trade in turn, then the pool does
        uint256 collateral;
        for (uint256 k; k < last; ++k) {
            (bool done, uint256 moved) = _tryMaker(taker, makers[k], signatures[k], positions[k], terms, gasBudget);
            if (!done) continue;
            filled += positions[k];
            collateral += moved;
        }
        uint256 given = filled;
        if (positions[last] != 0) {
            if (taker.taker != address(0) && taker.taker != msg.sender)
                revert NotFillable(taken.orderHash, OrderStatus.OtherTaker);
            (uint256 received, uint256 moved) = _tradeWithPool(taker, positions[last], terms, false);
            filled += positions[last];
            given += taker.sell ? positions[last] : received;
            collateral += moved;
        }

        // Check: the taker takes no fewer; Effect: what makers left out counts no longer
        if (filled != planned) {
            uint256 left = taken.before.remainingOf(taker.nonce, taker.amount);
            if (filled == 0 || filled < taker.least(left)) revert InvalidFill(filled, taker.least(left), left);
            _replace(taken, taken.before.plus(taker.nonce, filled));
        }
        _emitFilled(taker, taken, given, collateral);
    }

    /// @inheritdoc IOrders
    function fillMany(
        Order[] calldata orders,
        bytes[] calldata signatures,
        uint256[] calldata positions
    ) external nonReentrant {
        // Check: the lists fit
        uint256 count = orders.length;
        if (count == 0 || signatures.length != count || positions.length != count)
            revert InvalidLengths(count, signatures.length, positions.length);

        // Check: the market is open, and the makers signed for these fills, of one kind; Effect: their slots count them
        Order calldata first = orders[0];
        TradingTerms memory terms = _termsOf(first);
        Taken[] memory taken = new Taken[](count);
        uint256 limit = first.price;
        for (uint256 k; k < count; ++k) {
            Order calldata order = orders[k];
            if (order.positionId != first.positionId || order.sell != first.sell) revert NotTogether(k);
            if (first.sell ? order.price > limit : order.price < limit) limit = order.price;
            taken[k] = _take(order, signatures[k], positions[k], terms, msg.sender);
        }

        // Interaction: the pool trades for all, and each maker gets its share
        if (first.sell) _sellMany(orders, positions, taken, terms);
        else _buyMany(orders, positions, taken, terms);
        _checkPrice(first, limit, terms.feeRate);
    }

    // ------------------------------------------------------------------ makers

    /// @inheritdoc IOrders
    function cancel(uint256[] calldata slots, uint256[] calldata nonces) external {
        // Check: the lists fit
        uint256 count = slots.length;
        if (count == 0 || nonces.length != count) revert InvalidLengths(count, 0, nonces.length);
        mapping(uint256 slot => Counter) storage counters = _counters[msg.sender];
        uint256 k;
        do {
            // Check: an order can have such a slot, and a nonce below this one that the slot has not come to
            uint256 slot = slots[k];
            if (slot > type(uint32).max) revert InvalidSlot(slot);
            uint256 nonce = nonces[k];
            Counter storage counter = counters[slot];
            uint256 current = counter.word.nonce();
            if (nonce <= current || nonce > type(uint64).max) revert NonceNotHigher(slot, nonce, current);

            // Effect: orders of lower nonces are dead
            counter.word = toSlot(nonce, 0);
            emit Cancelled(msg.sender, (nonce << 32) | slot);
            // A list in calldata has no 2^256 entries.
            unchecked {
                ++k;
            }
        } while (k < count);
    }

    /// @inheritdoc IOrders
    function permit(
        address token,
        address owner,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        // A permit can be sent ahead by anyone who sees it; what counts is the allowance that it leaves behind.
        try IERC20Permit(token).permit(owner, address(this), value, deadline, v, r, s) {} catch {}
        uint256 allowed = IERC20(token).allowance(owner, address(this));
        if (allowed < value) revert PermitFailed(token, allowed, value);
    }

    /// @inheritdoc IOrders
    function multicall(bytes[] calldata data) public override(IOrders, Multicall) returns (bytes[] memory results) {
        return super.multicall(data);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IOrders
    function hashOf(Order calldata order) public view returns (bytes32) {
        return _hashTypedData(order.structHash());
    }

    /// @inheritdoc IOrders
    function remaining(Order calldata order) external view returns (uint256) {
        return _counters[order.maker][order.slot].word.remainingOf(order.nonce, order.amount);
    }

    /// @inheritdoc IOrders
    function statusOf(Order calldata order) external view returns (OrderStatus) {
        uint256 marketId = PositionId.marketOf(order.positionId);
        if (marketId == 0 || marketId > markets.marketCount()) return OrderStatus.UnknownMarket;
        OrderStatus status = order.statusIn(_termsOf(order));
        if (status != OrderStatus.Fillable) return status;
        Slot slot = _counters[order.maker][order.slot].word;
        if (slot.nonce() > order.nonce) return OrderStatus.Replaced;
        return slot.remainingOf(order.nonce, order.amount) == 0 ? OrderStatus.Filled : OrderStatus.Fillable;
    }

    /// @inheritdoc IOrders
    function slotOf(address maker, uint256 slot) external view returns (uint256 nonce, uint256 filled) {
        Slot word = _counters[maker][slot].word;
        return (word.nonce(), word.filled());
    }

    // ------------------------------------------------------------------ checks

    /// @dev A later type of order comes with a higher version.
    function _domainNameAndVersion() internal pure override returns (string memory, string memory) {
        return ("Presage Orders", "1");
    }

    function _termsOf(Order calldata order) private view returns (TradingTerms memory) {
        return markets.tradingTermsOf(PositionId.marketOf(order.positionId));
    }

    /// @dev Counts a fill in the order's slot, if nothing stands against it. `terms` are those of the order's market.
    function _tryTake(
        Order calldata order,
        bytes calldata signature,
        uint256 positions,
        TradingTerms memory terms,
        address counterparty,
        uint256 gasBudget
    ) private returns (OrderStatus status, Taken memory taken) {
        // Check: the order is alive, and for this counterparty
        status = order.statusIn(terms);
        taken.orderHash = hashOf(order);
        if (status != OrderStatus.Fillable) return (status, taken);
        uint256 nonce = order.nonce;
        address maker = order.maker;
        uint256 slot = order.slot;
        Counter storage counter = _counters[maker][slot];
        Slot before = counter.word;
        taken.maker = maker;
        taken.slot = slot;
        taken.before = before;
        if (before.nonce() > nonce) return (OrderStatus.Replaced, taken);
        address only = order.taker;
        if (only != address(0) && only != counterparty) return (OrderStatus.OtherTaker, taken);

        // Check: as many remain, and the maker takes no fewer
        uint256 left = before.remainingOf(nonce, order.amount);
        if (left == 0) return (OrderStatus.Filled, taken);
        if (
            positions == 0 ||
            positions > left ||
            positions < order.least(left) ||
            positions % OrderTerms.AMOUNT_TICK != 0
        ) return (OrderStatus.InvalidFill, taken);

        // Check: the maker signed it
        if (!_isSigned(maker, taken.orderHash, signature, gasBudget)) return (OrderStatus.WrongSignature, taken);

        // Effect: the slot counts the fill
        Slot current = before.plus(nonce, positions);
        taken.current = current;
        counter.word = current;
    }

    /// @dev The same, or an error that says why not.
    function _take(
        Order calldata order,
        bytes calldata signature,
        uint256 positions,
        TradingTerms memory terms,
        address counterparty
    ) private returns (Taken memory taken) {
        OrderStatus status;
        (status, taken) = _tryTake(order, signature, positions, terms, counterparty, gasleft());
        if (status == OrderStatus.Fillable) return taken;
        if (status != OrderStatus.InvalidFill) revert NotFillable(taken.orderHash, status);
        uint256 left = taken.before.remainingOf(order.nonce, order.amount);
        revert InvalidFill(positions, order.least(left), left);
    }

    /// @dev Whether the maker's key signed, or its contract (of a delegated account as well) accepts the signature.
    function _isSigned(
        address maker,
        bytes32 orderHash,
        bytes calldata signature,
        uint256 gasBudget
    ) private view returns (bool) {
        (address signer, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(orderHash, signature);
        if (failure == ECDSA.RecoverError.NoError && signer == maker) return true;
        if (maker.code.length == 0) return false;
        (bool answered, bytes memory answer) = maker.staticcall{gas: gasBudget}(
            abi.encodeCall(IERC1271.isValidSignature, (orderHash, signature))
        );
        return answered && answer.length >= 32 && bytes32(answer) == bytes32(IERC1271.isValidSignature.selector);
    }

    /// @dev Whether the pool's marginal price of what was traded, its fee included, is within the limit. Otherwise whoever
    /// fills could push the average to the limit and trade against what was pushed.
    function _checkPrice(Order calldata order, uint256 limit, uint256 feeRate) private view {
        uint256 id = order.positionId;
        uint256 price = markets.priceOf(PositionId.marketOf(id), PositionId.outcomeOf(id));
        if (PositionId.kindOf(id) == PositionId.NO) price = OrderTerms.WAD - price;
        // feeRate · p (1 - p), rounded up
        uint256 unit = OrderTerms.WAD * OrderTerms.RATE_UNIT;
        uint256 fee = (feeRate * price * (OrderTerms.WAD - price) + unit - 1) / unit;
        if (order.sell) {
            if (price < limit + fee) revert PriceBeyondLimit(price < fee ? 0 : price - fee, limit);
        } else if (price + fee > limit) revert PriceBeyondLimit(price + fee, limit);
    }

    /// @dev Corrects what the slot counts, unless its maker has cancelled in the meantime.
    function _replace(Taken memory taken, Slot corrected) private {
        Counter storage counter = _counters[taken.maker][taken.slot];
        if (Slot.unwrap(counter.word) == Slot.unwrap(taken.current)) counter.word = corrected;
        taken.current = corrected;
    }

    function _emitFilled(Order calldata order, Taken memory taken, uint256 positions, uint256 collateral) private {
        // Both are below 2^128: no engine has as many positions or as much collateral to give.
        emit Filled(
            taken.maker,
            taken.orderHash,
            order.positionId,
            (Slot.unwrap(taken.current) << 64) | (taken.slot << 32) | (order.sell ? 1 : 0),
            (positions << 128) | collateral
        );
    }

    // ------------------------------------------------------------------ maker with maker

    /// @dev A maker's part of a sweep: nothing has happened if it is not done. `collateral` is what the taker paid or received.
    function _tryMaker(
        Order calldata taker,
        Order calldata maker,
        bytes calldata signature,
        uint256 positions,
        TradingTerms memory terms,
        uint256 gasBudget
    ) private returns (bool done, uint256 collateral) {
        // Check: the orders match, and the taker takes this maker
        OrderTerms.Match how = taker.matchWith(maker, terms.outcomeCount);
        if (how == OrderTerms.Match.None || !taker.crosses(maker, how)) return (false, 0);
        address other = maker.maker;
        if (taker.maker == other || (taker.taker != address(0) && taker.taker != other)) return (false, 0);

        // Check: the maker signed for this fill; Effect: its slot counts it
        (OrderStatus status, Taken memory taken) = _tryTake(maker, signature, positions, terms, taker.maker, gasBudget);
        if (status != OrderStatus.Fillable) return (false, 0);

        // Interaction: each gives what the other gets; Effect: or the slot is as it was
        uint256 cost = maker.cost(positions);
        if (!_exchange(taker, maker, how, positions, cost, terms.collateral, gasBudget)) {
            _replace(taken, taken.before);
            return (false, 0);
        }
        _emitFilled(maker, taken, positions, cost);
        return (true, how == OrderTerms.Match.Transfer ? cost : positions - cost);
    }

    /// @dev Fills two orders against each other. b delivers first: nothing has happened if it does not.
    /// `cost` is the collateral of b's part; the rest of the pairs' is a's.
    function _exchange(
        Order calldata a,
        Order calldata b,
        OrderTerms.Match how,
        uint256 positions,
        uint256 cost,
        address collateral,
        uint256 gasBudget
    ) private returns (bool) {
        IERC20 token = IERC20(collateral);
        uint256 id = a.positionId;
        if (how == OrderTerms.Match.Transfer) {
            if (b.sell) {
                if (!_tryGive(b.maker, a.maker, id, positions)) return false;
                token.safeTransferFrom(a.maker, b.maker, cost);
            } else {
                if (!_tryPay(collateral, b.maker, a.maker, cost, gasBudget)) return false;
                markets.transferFrom(a.maker, b.maker, id, positions);
            }
        } else if (how == OrderTerms.Match.Mint) {
            if (!_tryPay(collateral, b.maker, address(this), cost, gasBudget)) return false;
            token.safeTransferFrom(a.maker, address(this), positions - cost);
            _splitPair(id, token, positions);
            markets.transfer(a.maker, id, positions);
            markets.transfer(b.maker, b.positionId, positions);
        } else {
            if (!_tryGive(b.maker, address(this), b.positionId, positions)) return false;
            markets.transferFrom(a.maker, address(this), id, positions);
            markets.mergePair(PositionId.marketOf(id), PositionId.outcomeOf(id), positions);
            token.safeTransfer(a.maker, positions - cost);
            token.safeTransfer(b.maker, cost);
        }
        return true;
    }

    /// @dev Positions call nobody back: their transfer needs no budget.
    function _tryGive(address from, address to, uint256 id, uint256 positions) private returns (bool) {
        try markets.transferFrom(from, to, id, positions) {
            return true;
        } catch {
            return false;
        }
    }

    /// @dev A payment whose payer may be told of it, and refuse. What it answers is copied at a cost within the budget's.
    function _tryPay(
        address collateral,
        address from,
        address to,
        uint256 amount,
        uint256 gasBudget
    ) private returns (bool) {
        (bool paid, bytes memory answer) = collateral.call{gas: gasBudget}(
            abi.encodeCall(IERC20.transferFrom, (from, to, amount))
        );
        if (!paid) return false;
        return answer.length == 0 ? collateral.code.length != 0 : bytes32(answer) == bytes32(uint256(1));
    }

    // ------------------------------------------------------------------ maker with pool

    /// @dev Fills one order against the pool. `received` is what the maker got, and `collateral` what it paid, the tip
    /// included, or received.
    function _tradeWithPool(
        Order calldata order,
        uint256 positions,
        TradingTerms memory terms,
        bool tips
    ) private returns (uint256 received, uint256 collateral) {
        IERC20 token = IERC20(terms.collateral);
        uint256 tip;
        collateral = order.cost(positions);
        if (order.sell) {
            markets.transferFrom(order.maker, address(this), order.positionId, positions);
            if (tips && order.maxTip != 0) {
                uint256 gross = _sell(order.positionId, positions, 0, address(this));
                tip = order.tip(gross);
                received = gross - tip;
                if (received < collateral) revert BelowLimit(received, collateral);
                token.safeTransfer(order.maker, received);
            } else {
                received = _sell(order.positionId, positions, collateral, order.maker);
            }
            collateral = received;
        } else {
            token.safeTransferFrom(order.maker, address(this), collateral);
            if (tips) tip = order.tip(collateral);
            received = _buy(order.positionId, token, collateral - tip, positions, order.maker);
        }
        if (tip != 0) token.safeTransfer(msg.sender, tip);
        _checkPrice(order, order.price, terms.feeRate);
    }

    function _buyMany(
        Order[] calldata orders,
        uint256[] calldata positions,
        Taken[] memory taken,
        TradingTerms memory terms
    ) private {
        IERC20 token = IERC20(terms.collateral);
        uint256 last = orders.length - 1;
        uint256[] memory payments = new uint256[](last + 1);
        uint256 paid;
        uint256 tips;
        for (uint256 k; k <= last; ++k) {
            uint256 cost = orders[k].cost(positions[k]);
            uint256 tip = orders[k].tip(cost);
            payments[k] = cost - tip;
            paid += cost - tip;
            tips += tip;
            token.safeTransferFrom(orders[k].maker, address(this), cost);
        }

        uint256 id = orders[0].positionId;
        uint256 bought = _buy(id, token, paid, 0, address(this));
        uint256 rest = bought;
        for (uint256 k; k <= last; ++k) {
            uint256 share = k == last ? rest : (bought * payments[k]) / paid;
            if (share < positions[k]) revert ShareTooSmall(taken[k].orderHash, share, positions[k]);
            rest -= share;
            markets.transfer(orders[k].maker, id, share);
            _emitFilled(orders[k], taken[k], share, orders[k].cost(positions[k]));
        }
        if (tips != 0) token.safeTransfer(msg.sender, tips);
    }

    function _sellMany(
        Order[] calldata orders,
        uint256[] calldata positions,
        Taken[] memory taken,
        TradingTerms memory terms
    ) private {
        IERC20 token = IERC20(terms.collateral);
        uint256 id = orders[0].positionId;
        uint256 last = orders.length - 1;
        uint256 given;
        for (uint256 k; k <= last; ++k) {
            given += positions[k];
            markets.transferFrom(orders[k].maker, address(this), id, positions[k]);
        }

        uint256 brought = _sell(id, given, 0, address(this));
        uint256 rest = brought;
        uint256 tips;
        for (uint256 k; k <= last; ++k) {
            uint256 share = k == last ? rest : (brought * positions[k]) / given;
            rest -= share;
            uint256 tip = orders[k].tip(share);
            tips += tip;
            share -= tip;
            uint256 cost = orders[k].cost(positions[k]);
            if (share < cost) revert ShareTooSmall(taken[k].orderHash, share, cost);
            token.safeTransfer(orders[k].maker, share);
            _emitFilled(orders[k], taken[k], positions[k], share);
        }
        if (tips != 0) token.safeTransfer(msg.sender, tips);
    }

    function _buy(
        uint256 id,
        IERC20 token,
        uint256 payment,
        uint256 minimum,
        address recipient
    ) private returns (uint256) {
        (uint256 marketId, uint256 outcome, Side side) = _partsOf(id);
        try markets.buy(marketId, outcome, side, payment, minimum, recipient, block.timestamp) returns (
            uint256 bought
        ) {
            return bought;
        } catch {
            _allow(token);
            return markets.buy(marketId, outcome, side, payment, minimum, recipient, block.timestamp);
        }
    }

    function _sell(uint256 id, uint256 positions, uint256 minimum, address recipient) private returns (uint256) {
        (uint256 marketId, uint256 outcome, Side side) = _partsOf(id);
        return markets.sell(marketId, outcome, side, positions, minimum, recipient, block.timestamp);
    }

    function _partsOf(uint256 id) private pure returns (uint256 marketId, uint256 outcome, Side side) {
        return (PositionId.marketOf(id), PositionId.outcomeOf(id), Side(PositionId.kindOf(id)));
    }

    function _splitPair(uint256 id, IERC20 token, uint256 amount) private {
        uint256 marketId = PositionId.marketOf(id);
        uint256 outcome = PositionId.outcomeOf(id);
        try markets.splitPair(marketId, outcome, amount) {} catch {
            _allow(token);
            markets.splitPair(marketId, outcome, amount);
        }
    }

    /// @dev Lets the engine take what its caller pays, once for all purchases: that costs nobody anything, since this contract
    /// holds nothing between calls. Asked for only where a purchase has failed, which saves asking at each.
    function _allow(IERC20 token) private {
        token.forceApprove(address(markets), type(uint256).max);
    }
}
