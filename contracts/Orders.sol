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

    mapping(address maker => mapping(uint256 slot => Slot)) private _slots;

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
        bytes32 orderHash = _take(order, signature, positions, terms, msg.sender);

        // Interaction: the pool trades
        uint256 collateral;
        (received, collateral) = _tradeWithPool(order, positions, terms, true);
        _emitFilled(order, orderHash, order.sell ? positions : received, collateral);
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
        bytes32 hashA = _take(a, signatureA, positions, terms, b.maker);
        bytes32 hashB = _take(b, signatureB, positions, terms, a.maker);

        // Interaction: each maker gives what the other gets
        uint256 cost = b.cost(positions);
        if (!_exchange(a, b, how, positions, cost, terms.collateral, gasleft())) revert CannotDeliver(b.maker);
        _emitFilled(a, hashA, positions, how == OrderTerms.Match.Transfer ? cost : positions - cost);
        _emitFilled(b, hashB, positions, cost);
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
        for (uint256 k; k <= last; ++k) planned += positions[k];

        // Check: the market is open, and the taker signed for this fill; Effect: its slot counts all that is planned
        TradingTerms memory terms = _termsOf(taker);
        Slot before = _slots[taker.maker][taker.slot];
        bytes32 orderHash = _take(taker, signature, planned, terms, taker.taker);

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
                revert NotFillable(orderHash, OrderStatus.OtherTaker);
            (uint256 received, uint256 moved) = _tradeWithPool(taker, positions[last], terms, false);
            filled += positions[last];
            given += taker.sell ? positions[last] : received;
            collateral += moved;
        }

        // Check: the taker takes no fewer; Effect: what makers left out counts no longer
        if (filled != planned) {
            uint256 left = before.remainingOf(taker.nonce, taker.amount);
            if (filled == 0 || filled < taker.least(left)) revert InvalidFill(filled, taker.least(left), left);
            _keepFilled(taker, before, filled);
        }
        _emitFilled(taker, orderHash, given, collateral);
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
        bytes32[] memory hashes = new bytes32[](count);
        uint256 limit = first.price;
        for (uint256 k; k < count; ++k) {
            Order calldata order = orders[k];
            if (order.positionId != first.positionId || order.sell != first.sell) revert NotTogether(k);
            if (first.sell ? order.price > limit : order.price < limit) limit = order.price;
            hashes[k] = _take(order, signatures[k], positions[k], terms, msg.sender);
        }

        // Interaction: the pool trades for all, and each maker gets its share
        if (first.sell) _sellMany(orders, positions, hashes, terms);
        else _buyMany(orders, positions, hashes, terms);
        _checkPrice(first, limit, terms.feeRate);
    }

    // ------------------------------------------------------------------ makers

    /// @inheritdoc IOrders
    function cancel(uint256[] calldata slots, uint256[] calldata nonces) external nonReentrant {
        // Check: the lists fit
        if (slots.length == 0 || nonces.length != slots.length) revert InvalidLengths(slots.length, 0, nonces.length);
        for (uint256 k; k < slots.length; ++k) {
            // Check: the nonce is higher, and one that an order or the end of all orders can have
            uint256 current = _slots[msg.sender][slots[k]].nonce();
            if (nonces[k] <= current || nonces[k] > type(uint64).max)
                revert NonceNotHigher(slots[k], nonces[k], current);

            // Effect: lower nonces are dead
            _slots[msg.sender][slots[k]] = toSlot(nonces[k], 0);
            emit Cancelled(msg.sender, slots[k], nonces[k]);
        }
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
        return _slots[order.maker][order.slot].remainingOf(order.nonce, order.amount);
    }

    /// @inheritdoc IOrders
    function statusOf(Order calldata order) external view returns (OrderStatus) {
        uint256 marketId = PositionId.marketOf(order.positionId);
        if (marketId == 0 || marketId > markets.marketCount()) return OrderStatus.UnknownMarket;
        OrderStatus status = _statusOf(order, _termsOf(order));
        if (status != OrderStatus.Fillable) return status;
        Slot slot = _slots[order.maker][order.slot];
        if (slot.nonce() > order.nonce) return OrderStatus.Replaced;
        return slot.remainingOf(order.nonce, order.amount) == 0 ? OrderStatus.Filled : OrderStatus.Fillable;
    }

    /// @inheritdoc IOrders
    function slotOf(address maker, uint256 slot) external view returns (uint256 nonce, uint256 filled) {
        Slot word = _slots[maker][slot];
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

    /// @dev All that does not depend on the slot, the signature and the fill.
    function _statusOf(Order calldata order, TradingTerms memory terms) private view returns (OrderStatus status) {
        if (order.termsHash != terms.termsHash) return OrderStatus.UnknownMarket;
        if (!terms.open) return OrderStatus.MarketNotOpen;
        status = order.flaw(terms.outcomeCount);
        if (status != OrderStatus.Fillable) return status;
        if (block.timestamp < order.start) return OrderStatus.NotStarted;
        if (block.timestamp > order.expiry) return OrderStatus.Expired;
    }

    /// @dev Counts a fill in the order's slot, if nothing stands against it. `terms` are those of the order's market, and
    /// `before` is the slot as it was.
    function _tryTake(
        Order calldata order,
        bytes calldata signature,
        uint256 positions,
        TradingTerms memory terms,
        address counterparty,
        uint256 gasBudget
    ) private returns (OrderStatus status, bytes32 orderHash, Slot before) {
        // Check: the order is alive, and for this counterparty
        orderHash = hashOf(order);
        before = _slots[order.maker][order.slot];
        status = _statusOf(order, terms);
        if (status != OrderStatus.Fillable) return (status, orderHash, before);
        if (before.nonce() > order.nonce) return (OrderStatus.Replaced, orderHash, before);
        if (order.taker != address(0) && order.taker != counterparty)
            return (OrderStatus.OtherTaker, orderHash, before);

        // Check: as many remain, and the maker takes no fewer
        uint256 left = before.remainingOf(order.nonce, order.amount);
        if (left == 0) return (OrderStatus.Filled, orderHash, before);
        if (
            positions == 0 ||
            positions > left ||
            positions < order.least(left) ||
            positions % OrderTerms.AMOUNT_TICK != 0
        ) return (OrderStatus.InvalidFill, orderHash, before);

        // Check: the maker signed it
        if (!_isSigned(order.maker, orderHash, signature, gasBudget))
            return (OrderStatus.WrongSignature, orderHash, before);

        // Effect: the slot counts the fill
        _keepFilled(order, before, positions);
    }

    /// @dev The same, or an error that says why not.
    function _take(
        Order calldata order,
        bytes calldata signature,
        uint256 positions,
        TradingTerms memory terms,
        address counterparty
    ) private returns (bytes32) {
        (OrderStatus status, bytes32 orderHash, Slot before) = _tryTake(
            order,
            signature,
            positions,
            terms,
            counterparty,
            gasleft()
        );
        if (status == OrderStatus.InvalidFill) {
            uint256 left = before.remainingOf(order.nonce, order.amount);
            revert InvalidFill(positions, order.least(left), left);
        }
        if (status != OrderStatus.Fillable) revert NotFillable(orderHash, status);
        return orderHash;
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

    /// @dev Counts a fill on top of what the slot had before.
    function _keepFilled(Order calldata order, Slot before, uint256 positions) private {
        uint256 done = before.nonce() == order.nonce ? before.filled() : 0;
        _slots[order.maker][order.slot] = toSlot(order.nonce, done + positions);
    }

    function _emitFilled(Order calldata order, bytes32 orderHash, uint256 positions, uint256 collateral) private {
        emit Filled(
            order.maker,
            order.positionId,
            orderHash,
            (uint256(order.nonce) << 40) | (uint256(order.slot) << 8) | (order.sell ? 1 : 0),
            _slots[order.maker][order.slot].filled(),
            positions,
            collateral
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
        if (how == OrderTerms.Match.None || !taker.crosses(maker, how) || taker.maker == maker.maker) return (false, 0);
        if (taker.taker != address(0) && taker.taker != maker.maker) return (false, 0);

        // Check: the maker signed for this fill; Effect: its slot counts it
        (OrderStatus status, bytes32 orderHash, Slot before) = _tryTake(
            maker,
            signature,
            positions,
            terms,
            taker.maker,
            gasBudget
        );
        if (status != OrderStatus.Fillable) return (false, 0);

        // Interaction: each gives what the other gets; Effect: or the slot is as it was
        uint256 cost = maker.cost(positions);
        if (!_exchange(taker, maker, how, positions, cost, terms.collateral, gasBudget)) {
            _slots[maker.maker][maker.slot] = before;
            return (false, 0);
        }
        _emitFilled(maker, orderHash, positions, cost);
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
            _allow(token, positions);
            markets.splitPair(PositionId.marketOf(id), PositionId.outcomeOf(id), positions);
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
        try markets.transferFrom(from, to, id, positions) returns (bool) {
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
        bytes32[] memory hashes,
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
            if (share < positions[k]) revert ShareTooSmall(hashes[k], share, positions[k]);
            rest -= share;
            markets.transfer(orders[k].maker, id, share);
            _emitFilled(orders[k], hashes[k], share, orders[k].cost(positions[k]));
        }
        if (tips != 0) token.safeTransfer(msg.sender, tips);
    }

    function _sellMany(
        Order[] calldata orders,
        uint256[] calldata positions,
        bytes32[] memory hashes,
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
            if (share < cost) revert ShareTooSmall(hashes[k], share, cost);
            token.safeTransfer(orders[k].maker, share);
            _emitFilled(orders[k], hashes[k], positions[k], share);
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
        _allow(token, payment);
        (uint256 marketId, uint256 outcome, Side side) = _partsOf(id);
        return markets.buy(marketId, outcome, side, payment, minimum, recipient, block.timestamp);
    }

    function _sell(uint256 id, uint256 positions, uint256 minimum, address recipient) private returns (uint256) {
        (uint256 marketId, uint256 outcome, Side side) = _partsOf(id);
        return markets.sell(marketId, outcome, side, positions, minimum, recipient, block.timestamp);
    }

    function _partsOf(uint256 id) private pure returns (uint256 marketId, uint256 outcome, Side side) {
        return (PositionId.marketOf(id), PositionId.outcomeOf(id), Side(PositionId.kindOf(id)));
    }

    /// @dev The engine takes what its caller pays, and nothing else: an allowance for good costs nobody anything, since this
    /// contract holds nothing between calls.
    function _allow(IERC20 token, uint256 amount) private {
        if (token.allowance(address(this), address(markets)) < amount)
            token.forceApprove(address(markets), type(uint256).max);
    }
}
