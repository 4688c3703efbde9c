// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC6909Metadata} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {CreateParams, IMarkets, Market, Side, Status, Terms, TradingTerms} from "./interfaces/IMarkets.sol";
import {IResolver} from "./interfaces/IResolver.sol";
import {Config, Stage, toConfig} from "./libraries/Config.sol";
import {Liquidity} from "./libraries/Liquidity.sol";
import {Lmsr} from "./libraries/Lmsr.sol";
import {MarketState} from "./libraries/MarketState.sol";
import {Pool, toPool} from "./libraries/Pool.sol";
import {PositionId} from "./libraries/PositionId.sol";

/// @title Presage markets
/// @notice See `IMarkets`, which is the specification.
contract Markets is IMarkets, ERC6909, Multicall, ReentrancyGuardTransient {
    using MarketState for MarketState.State;
    using SafeERC20 for IERC20;

    uint256 private constant MIN_DECIMALS = 6;
    uint256 private constant MAX_DECIMALS = 18;
    uint256 private constant MIN_OUTCOMES = 2;
    uint256 private constant MAX_OUTCOMES = 256;
    uint256 private constant MAX_FEE_RATE = 1000;
    uint256 private constant MIN_ODDS = 1e12;
    uint256 private constant MAX_LIQUIDITY = type(uint88).max;
    uint256 private constant MAX_TIME_TO_CLOSE = 5 * 365 days;
    uint256 private constant MAX_TIME_TO_RESOLVE = 365 days;

    uint256 private constant OP_BUY = 0;
    uint256 private constant OP_BUY_EXACT = 1;
    uint256 private constant OP_SELL = 2;

    /// @inheritdoc IMarkets
    uint256 public marketCount;

    mapping(uint256 marketId => MarketState.State) private _markets;

    // ------------------------------------------------------------------ creation

    /// @inheritdoc IMarkets
    function createMarket(
        CreateParams calldata params,
        uint256 maxFunding
    ) external nonReentrant returns (uint256 marketId) {
        // Check: the terms are within their bounds, and the funding is no more than the creator allows
        _checkTerms(params);
        uint256[] memory rhos = _initialRhos(params.odds, params.outcomeCount);
        uint256 top = _max(rhos);
        uint256 funding = _mulUp(params.liquidity, top);
        if (funding > maxFunding) revert FundingTooHigh(funding, maxFunding);

        // Effect: the market stands, and the creator gets the positions that the pool does not need
        marketId = ++marketCount;
        MarketState.State storage m = _markets[marketId];
        // All of it fits: `rho` is at most ln(1e18), and the terms are checked.
        m.pool = toPool(top, params.liquidity, 0);
        m.config = toConfig(
            params.collateral,
            params.closesAt,
            params.feeRate,
            params.outcomeCount,
            params.creatorShare
        );
        m.resolver = params.resolver;
        m.resolveBy = uint40(params.resolveBy);
        m.creator = msg.sender;
        m.seed = uint88(params.liquidity);
        m.termsHash = keccak256(abi.encode(msg.sender, params));
        if (params.odds.length != 0) {
            m.oddsHash = keccak256(abi.encodePacked(params.odds));
            m.place(top, rhos);
            _mintRest(marketId, funding, params.liquidity, rhos);
        }
        emit MarketCreated(marketId, msg.sender, params.resolver, params, funding);

        // Interaction: the funding comes in, and the resolver takes the market on
        _pullExactly(params.collateral, funding);
        IResolver(params.resolver).register(
            marketId,
            msg.sender,
            params.outcomeCount,
            params.closesAt,
            params.resolveBy,
            params.resolverData
        );
    }

    function _checkTerms(CreateParams calldata params) private view {
        uint256 decimals_ = IERC20Metadata(params.collateral).decimals();
        if (decimals_ < MIN_DECIMALS || decimals_ > MAX_DECIMALS)
            revert UnsupportedDecimals(params.collateral, decimals_);
        if (params.outcomeCount < MIN_OUTCOMES || params.outcomeCount > MAX_OUTCOMES)
            revert InvalidOutcomeCount(params.outcomeCount);
        uint256 latest = block.timestamp + MAX_TIME_TO_CLOSE;
        if (params.closesAt <= block.timestamp || params.closesAt > latest)
            revert InvalidClosesAt(params.closesAt, block.timestamp + 1, latest);
        latest = params.closesAt + MAX_TIME_TO_RESOLVE;
        if (params.resolveBy < params.closesAt || params.resolveBy > latest)
            revert InvalidResolveBy(params.resolveBy, params.closesAt, latest);
        if (params.feeRate > MAX_FEE_RATE) revert FeeRateTooHigh(params.feeRate, MAX_FEE_RATE);
        if (params.creatorShare > Lmsr.RATE_UNIT) revert CreatorShareTooHigh(params.creatorShare, Lmsr.RATE_UNIT);
        uint256 minimum = 10 ** decimals_;
        if (params.liquidity < minimum || params.liquidity > MAX_LIQUIDITY)
            revert InvalidLiquidity(params.liquidity, minimum, MAX_LIQUIDITY);
    }

    /// @dev `-ln p_j`, rounded up by no more than the margin of `lnWad`.
    function _initialRhos(uint64[] calldata odds, uint256 outcomeCount) private pure returns (uint256[] memory rhos) {
        rhos = new uint256[](outcomeCount);
        if (odds.length == 0) {
            uint256 uniform = uint256(Lmsr.lnUp(outcomeCount * Lmsr.WAD));
            for (uint256 j; j < outcomeCount; ++j) {
                rhos[j] = uniform;
            }
            return rhos;
        }
        if (odds.length != outcomeCount) revert InvalidOddsLength(odds.length, outcomeCount);
        uint256 sum;
        for (uint256 j; j < outcomeCount; ++j) {
            if (odds[j] < MIN_ODDS) revert OddsTooLow(j, odds[j], MIN_ODDS);
            sum += odds[j];
            // Odds of one would leave nothing for another outcome, so the logarithm is at most -1 unit or fails the sum.
            rhos[j] = uint256(-Lmsr.lnDown(odds[j] < Lmsr.WAD ? odds[j] : Lmsr.WAD));
        }
        if (sum != Lmsr.WAD) revert InvalidOddsSum(sum);
    }

    // ------------------------------------------------------------------ trading

    /// @inheritdoc IMarkets
    function buy(
        uint256 marketId,
        uint256 outcome,
        Side side,
        uint256 collateralIn,
        uint256 minPositionsOut,
        address recipient,
        uint256 deadline
    ) external nonReentrant returns (uint256 positionsOut) {
        // Check: the market trades, the trade can be priced, and its price is within the trader's limit
        MarketState.State storage m;
        Config config;
        Pool pool;
        MarketState.OffsetPair storage pair;
        uint256 rho;
        (m, config, pool, pair, rho, outcome, side) = _forTrade(marketId, outcome, side, deadline);
        uint256 fee;
        uint256 d;
        uint256 e;
        (positionsOut, fee, d, e) = Lmsr.buy(pool.liquidity(), rho, config.feeRate(), side, collateralIn);
        if (positionsOut < minPositionsOut) revert SlippageOut(positionsOut, minPositionsOut);

        // Effect: the pool moves, and the trader gets the positions
        m.applyPurchase(pool, config, pair, outcome, side, d, e, fee);
        emit Trade(marketId, msg.sender, _pack(OP_BUY, side, outcome), collateralIn, positionsOut, fee);
        _mint(recipient, PositionId.position(marketId, outcome, side), positionsOut);

        // Interaction: the collateral comes in
        IERC20(config.collateral()).safeTransferFrom(msg.sender, address(this), collateralIn);
    }

    /// @inheritdoc IMarkets
    function buyExact(
        uint256 marketId,
        uint256 outcome,
        Side side,
        uint256 positionsOut,
        uint256 maxCollateralIn,
        address recipient,
        uint256 deadline
    ) external nonReentrant returns (uint256 collateralIn) {
        // Check: the market trades, the trade can be priced, and its price is within the trader's limit
        MarketState.State storage m;
        Config config;
        Pool pool;
        MarketState.OffsetPair storage pair;
        uint256 rho;
        (m, config, pool, pair, rho, outcome, side) = _forTrade(marketId, outcome, side, deadline);
        uint256 fee;
        uint256 d;
        uint256 e;
        (collateralIn, fee, d, e) = Lmsr.buyExact(pool.liquidity(), rho, config.feeRate(), side, positionsOut);
        if (collateralIn > maxCollateralIn) revert SlippageIn(collateralIn, maxCollateralIn);

        // Effect: the pool moves, and the trader gets the positions
        m.applyPurchase(pool, config, pair, outcome, side, d, e, fee);
        emit Trade(marketId, msg.sender, _pack(OP_BUY_EXACT, side, outcome), collateralIn, positionsOut, fee);
        _mint(recipient, PositionId.position(marketId, outcome, side), positionsOut);

        // Interaction: the collateral comes in
        IERC20(config.collateral()).safeTransferFrom(msg.sender, address(this), collateralIn);
    }

    /// @inheritdoc IMarkets
    function sell(
        uint256 marketId,
        uint256 outcome,
        Side side,
        uint256 positionsIn,
        uint256 minCollateralOut,
        address recipient,
        uint256 deadline
    ) external nonReentrant returns (uint256 collateralOut) {
        // Check: the market trades, the trade can be priced, and its price is within the trader's limit
        MarketState.State storage m;
        Config config;
        Pool pool;
        MarketState.OffsetPair storage pair;
        uint256 rho;
        (m, config, pool, pair, rho, outcome, side) = _forTrade(marketId, outcome, side, deadline);
        uint256 fee;
        uint256 d;
        uint256 e;
        (collateralOut, fee, d, e) = Lmsr.sell(pool.liquidity(), rho, config.feeRate(), side, positionsIn);
        if (collateralOut < minCollateralOut) revert SlippageOut(collateralOut, minCollateralOut);

        // Effect: the pool moves, and the positions are gone
        m.applySale(pool, config, pair, outcome, side, d, e, fee);
        emit Trade(marketId, msg.sender, _pack(OP_SELL, side, outcome), collateralOut, positionsIn, fee);
        _burn(msg.sender, PositionId.position(marketId, outcome, side), positionsIn);

        // Interaction: the collateral goes out
        IERC20(config.collateral()).safeTransfer(recipient, collateralOut);
    }

    // ------------------------------------------------------------------ sets and pairs

    /// @inheritdoc IMarkets
    function split(uint256 marketId, uint256 amount) external nonReentrant {
        // Check: the market is open, and there is something to split
        Config config = _open(marketId).config;
        if (amount == 0) revert ZeroAmount();

        // Effect: the caller gets a complete set
        emit Split(marketId, msg.sender, amount);
        for (uint256 j; j < config.outcomeCount(); ++j) {
            _mint(msg.sender, PositionId.yes(marketId, j), amount);
        }

        // Interaction: the collateral comes in
        _pullExactly(config.collateral(), amount);
    }

    /// @inheritdoc IMarkets
    function merge(uint256 marketId, uint256 amount) external nonReentrant {
        // Check: the market is not final, and there is something to merge
        Config config = _notFinal(marketId).config;
        if (amount == 0) revert ZeroAmount();

        // Effect: a complete set is gone
        emit Merged(marketId, msg.sender, amount);
        for (uint256 j; j < config.outcomeCount(); ++j) {
            _burn(msg.sender, PositionId.yes(marketId, j), amount);
        }

        // Interaction: its collateral goes out
        IERC20(config.collateral()).safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IMarkets
    function splitPair(uint256 marketId, uint256 outcome, uint256 amount) external nonReentrant {
        // Check: the market is open, and there is something to split
        Config config = _open(marketId).config;
        if (amount == 0) revert ZeroAmount();
        (uint256 other, Side side) = _route(config, outcome, Side.No);

        // Effect: the caller gets a pair
        emit PairSplit(marketId, msg.sender, outcome, amount);
        _mint(msg.sender, PositionId.yes(marketId, outcome), amount);
        _mint(msg.sender, PositionId.position(marketId, other, side), amount);

        // Interaction: the collateral comes in
        _pullExactly(config.collateral(), amount);
    }

    /// @inheritdoc IMarkets
    function mergePair(uint256 marketId, uint256 outcome, uint256 amount) external nonReentrant {
        // Check: the market is not final, and there is something to merge
        Config config = _notFinal(marketId).config;
        if (amount == 0) revert ZeroAmount();
        (uint256 other, Side side) = _route(config, outcome, Side.No);

        // Effect: a pair is gone
        emit PairMerged(marketId, msg.sender, outcome, amount);
        _burn(msg.sender, PositionId.yes(marketId, outcome), amount);
        _burn(msg.sender, PositionId.position(marketId, other, side), amount);

        // Interaction: its collateral goes out
        IERC20(config.collateral()).safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IMarkets
    function convert(uint256 marketId, uint256 outcomeBitmap, uint256 amount) external nonReentrant {
        // Check: the market is not final, and the set and the amount are not empty
        Config config = _notFinal(marketId).config;
        if (amount == 0) revert ZeroAmount();
        _checkOutcomeSet(config, outcomeBitmap);

        // Effect: YES of all others takes the place of NO of every member
        emit Converted(marketId, msg.sender, outcomeBitmap, amount);
        uint256 members;
        for (uint256 j; j < config.outcomeCount(); ++j) {
            if ((outcomeBitmap >> j) & 1 != 0) {
                ++members;
                _burn(msg.sender, _noId(config, marketId, j), amount);
            } else {
                _mint(msg.sender, PositionId.yes(marketId, j), amount);
            }
        }

        // Interaction: the collateral of all members but one goes out
        if (members > 1) IERC20(config.collateral()).safeTransfer(msg.sender, (members - 1) * amount);
    }

    /// @inheritdoc IMarkets
    function convertBack(uint256 marketId, uint256 outcomeBitmap, uint256 amount) external nonReentrant {
        // Check: the market is open, and the set and the amount are not empty
        Config config = _open(marketId).config;
        if (amount == 0) revert ZeroAmount();
        _checkOutcomeSet(config, outcomeBitmap);

        // Effect: NO of every member takes the place of YES of all others
        emit ConvertedBack(marketId, msg.sender, outcomeBitmap, amount);
        uint256 members;
        for (uint256 j; j < config.outcomeCount(); ++j) {
            if ((outcomeBitmap >> j) & 1 != 0) {
                ++members;
                _mint(msg.sender, _noId(config, marketId, j), amount);
            } else {
                _burn(msg.sender, PositionId.yes(marketId, j), amount);
            }
        }

        // Interaction: the collateral of all members but one comes in
        if (members > 1) _pullExactly(config.collateral(), (members - 1) * amount);
    }

    // ------------------------------------------------------------------ liquidity

    /// @inheritdoc IMarkets
    function addLiquidity(
        uint256 marketId,
        uint256 liquidity,
        uint256 maxCollateralIn,
        uint256[] calldata expectedPrices,
        uint256 maxValueIn,
        uint256 deadline
    ) external nonReentrant returns (uint256 collateralIn) {
        // Check: the market is open, and there is room for what is added
        MarketState.State storage m = _openBefore(marketId, deadline);
        if (liquidity == 0) revert ZeroAmount();
        uint256 total = m.pool.liquidity();
        if (liquidity > MAX_LIQUIDITY - total) revert InvalidLiquidity(liquidity, 1, MAX_LIQUIDITY - total);

        // Effect: what belongs to the providers so far becomes their fees
        m.divideFees();
        uint256[] memory rhos = m.rhos();
        (uint256 step, uint256 freed) = m.restore(rhos);
        if (step != 0) emit PricesRestored(marketId, step, freed);

        // Check: what is added is worth no more, and costs no more, than the provider allows
        (uint256 value, uint256 top) = Liquidity.appraise(rhos, expectedPrices, liquidity);
        if (value > maxValueIn) revert ValueTooHigh(value, maxValueIn);
        uint256 deposit = _mulUp(liquidity, top);
        uint256 fees = _divUp(m.liquidityFees * liquidity, total);
        collateralIn = deposit + fees;
        if (collateralIn > maxCollateralIn) revert SlippageIn(collateralIn, maxCollateralIn);

        // Effect: the pool grows, and the provider gets its share and the positions that the pool does not need
        m.liquidityFees += uint128(fees); // below 2^40 b, since no call adds more than 42 b
        m.pool = m.pool.withLiquidity(total + liquidity);
        emit LiquidityAdded(marketId, msg.sender, liquidity, collateralIn, fees);
        _mint(msg.sender, liquidityId(marketId), liquidity);
        _mintRest(marketId, deposit, liquidity, rhos);

        // Interaction: the deposit and the share of the fees come in
        _pullExactly(m.config.collateral(), collateralIn);
    }

    /// @inheritdoc IMarkets
    function removeLiquidity(
        uint256 marketId,
        uint256 liquidity,
        uint256 minCollateralOut,
        uint256 deadline
    ) external nonReentrant returns (uint256 collateralOut) {
        // Check: it is not too late, the market is not final, and there is something to remove
        if (block.timestamp > deadline) revert DeadlinePassed(deadline, block.timestamp);
        MarketState.State storage m = _notFinal(marketId);
        if (liquidity == 0) revert ZeroAmount();

        // Effect: the share is burnt first, which checks that the caller holds it, and all fees are divided
        _burn(msg.sender, liquidityId(marketId), liquidity);
        m.divideFees();

        // Check: the share brings no less than the provider asks for
        uint256[] memory rhos = m.rhos();
        uint256 common = (liquidity * _min(rhos)) / Lmsr.WAD;
        uint256 total = m.pool.liquidity();
        uint256 fees = (m.liquidityFees * liquidity) / total;
        collateralOut = common + fees;
        if (collateralOut < minCollateralOut) revert SlippageOut(collateralOut, minCollateralOut);

        // Effect: the pool shrinks, and the provider gets the positions that are no complete sets
        m.liquidityFees -= uint128(fees); // at most what is there
        m.pool = m.pool.withLiquidity(total - liquidity);
        emit LiquidityRemoved(marketId, msg.sender, liquidity, collateralOut, fees);
        for (uint256 j; j < rhos.length; ++j) {
            uint256 rest = (liquidity * rhos[j]) / Lmsr.WAD - common;
            if (rest != 0) _mint(msg.sender, PositionId.yes(marketId, j), rest);
        }

        // Interaction: the complete sets and the fees go out as collateral
        _push(m.config.collateral(), msg.sender, collateralOut);
    }

    // ------------------------------------------------------------------ resolution

    /// @inheritdoc IMarkets
    function halt(uint256 marketId) external nonReentrant {
        // Check: the resolver halts an open market
        MarketState.State storage m = _asResolver(marketId);
        if (m.config.status() != Status.Open)
            revert CannotHalt(marketId, m.config.stage() == Stage.Halted, m.config.status());

        // Effect: nothing trades from here on
        m.config = m.config.withStage(Stage.Halted);
        emit Halted(marketId);
    }

    /// @inheritdoc IMarkets
    function reopen(uint256 marketId) external nonReentrant {
        // Check: the resolver reopens a market that it halted, before it closes
        MarketState.State storage m = _asResolver(marketId);
        if (m.config.stage() != Stage.Halted || block.timestamp >= m.config.closesAt())
            revert CannotHalt(marketId, m.config.stage() == Stage.Halted, m.config.status());

        // Effect: the market trades again
        m.config = m.config.withStage(Stage.Running);
        emit Reopened(marketId);
    }

    /// @inheritdoc IMarkets
    function resolve(uint256 marketId, uint64[] calldata payouts) external nonReentrant {
        // Check: the resolver decides a market that is not final, outcome by outcome
        MarketState.State storage m = _asResolver(marketId);
        _notFinal(marketId);
        if (payouts.length != m.config.outcomeCount())
            revert InvalidPayoutsLength(payouts.length, m.config.outcomeCount());

        // Effect: the payouts and what liquidity redeems for are final
        uint256 value = m.settle(Stage.Resolved, payouts);
        emit Resolved(marketId, payouts, value);
    }

    /// @inheritdoc IMarkets
    function void(uint256 marketId, uint64[] calldata odds) external nonReentrant {
        // Check: nobody decided in time, and these are the initial odds
        MarketState.State storage m = _notFinal(marketId);
        if (block.timestamp < m.resolveBy) revert TooEarlyToVoid(m.resolveBy, block.timestamp);
        bytes32 given = odds.length == 0 ? bytes32(0) : keccak256(abi.encodePacked(odds));
        if (given != m.oddsHash) revert WrongOdds(given, m.oddsHash);
        uint64[] memory payouts = odds.length == 0 ? _ones(m.config.outcomeCount()) : odds;

        // Effect: the odds and what liquidity redeems for are final
        uint256 value = m.settle(Stage.Void, payouts);
        emit Voided(marketId, payouts, value);
    }

    // ------------------------------------------------------------------ redemption

    /// @inheritdoc IMarkets
    function redeem(
        uint256[] calldata positionIds,
        address recipient
    ) external nonReentrant returns (uint256[] memory amounts) {
        // Effect: everything that pays is burnt
        amounts = new uint256[](positionIds.length);
        for (uint256 k; k < positionIds.length; ++k) {
            amounts[k] = _redeem(positionIds[k], recipient);
        }

        // Interaction: one transfer for each run of ids of the same collateral
        uint256 sum;
        for (uint256 k; k < positionIds.length; ++k) {
            sum += amounts[k];
            address collateral = _collateralOf(positionIds[k]);
            bool last = k + 1 == positionIds.length || _collateralOf(positionIds[k + 1]) != collateral;
            if (last) {
                _push(collateral, recipient, sum);
                sum = 0;
            }
        }
    }

    /// @inheritdoc IMarkets
    function redeemLiquidity(
        uint256 marketId,
        address recipient
    ) external nonReentrant returns (uint256 collateralOut) {
        // Check: the market is final
        MarketState.State storage m = _final(marketId);

        // Effect: the caller's liquidity is burnt
        collateralOut = _redeem(liquidityId(marketId), recipient);

        // Check: it paid something
        if (collateralOut == 0) revert ZeroAmount();

        // Interaction: the collateral goes out
        _push(m.config.collateral(), recipient, collateralOut);
    }

    /// @inheritdoc IMarkets
    function redeemSeed(uint256 marketId) external nonReentrant returns (uint256 collateralOut) {
        // Check: the market is final, and the seed is still there
        MarketState.State storage m = _final(marketId);
        uint256 seed = m.seed;
        if (seed == 0) revert SeedAlreadyRedeemed(marketId);

        // Effect: the seed is gone
        m.seed = 0;
        collateralOut = (uint256(m.liquidityValue) * seed) / m.pool.liquidity();
        emit SeedRedeemed(marketId, m.creator, seed, collateralOut);

        // Interaction: the creator is paid
        _push(m.config.collateral(), m.creator, collateralOut);
    }

    /// @inheritdoc IMarkets
    function collectCreatorFees(uint256 marketId) external nonReentrant returns (uint256 collateralOut) {
        // Check: the market exists
        MarketState.State storage m = _existing(marketId);

        // Effect: the fees are divided, and the creator's are gone
        m.divideFees();
        collateralOut = m.creatorFees;
        m.creatorFees = 0;
        emit CreatorFeesCollected(marketId, m.creator, collateralOut);

        // Interaction: the creator is paid
        _push(m.config.collateral(), m.creator, collateralOut);
    }

    function _collateralOf(uint256 id) private view returns (address) {
        return _markets[PositionId.marketOf(id)].config.collateral();
    }

    /// @dev Burns all that the caller holds of an id, if it pays anything.
    function _redeem(uint256 id, address recipient) private returns (uint256 amount) {
        uint256 marketId = PositionId.marketOf(id);
        MarketState.State storage m = _markets[marketId];
        uint256 denominator = m.payoutDenominator;
        uint256 held = balanceOf(msg.sender, id);
        if (denominator == 0 || held == 0) return 0;

        uint256 kind = PositionId.kindOf(id);
        if (kind == PositionId.LIQUIDITY) {
            amount = (uint256(m.liquidityValue) * held) / m.pool.liquidity();
        } else {
            uint256 payout = m.payouts[PositionId.outcomeOf(id)];
            amount = (held * (kind == PositionId.YES ? payout : denominator - payout)) / denominator;
        }
        if (amount == 0) return 0;

        _burn(msg.sender, id, held);
        emit Redeemed(marketId, msg.sender, id, held, amount, recipient);
    }

    // ------------------------------------------------------------------ batching

    /// @inheritdoc IMarkets
    function multicall(bytes[] calldata data) public override(IMarkets, Multicall) returns (bytes[] memory results) {
        return super.multicall(data);
    }

    /// @inheritdoc IMarkets
    function selfPermit(address token, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external {
        // A permit can be sent ahead by anyone who sees it; what counts is the allowance that it leaves behind.
        try IERC20Permit(token).permit(msg.sender, address(this), value, deadline, v, r, s) {} catch {}
        uint256 allowed = IERC20(token).allowance(msg.sender, address(this));
        if (allowed < value) revert PermitFailed(token, allowed, value);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IMarkets
    function marketOf(uint256 marketId) external view returns (Market memory) {
        MarketState.State storage m = _existing(marketId);
        uint256 creatorPart = (m.pool.fees() * m.config.creatorShare()) / Lmsr.RATE_UNIT;
        return
            Market({
                collateral: m.config.collateral(),
                resolver: m.resolver,
                creator: m.creator,
                closesAt: uint64(m.config.closesAt()),
                resolveBy: m.resolveBy,
                feeRate: uint16(m.config.feeRate()),
                creatorShare: uint16(m.config.creatorShare()),
                outcomeCount: uint16(m.config.outcomeCount()),
                status: m.config.status(),
                halted: m.config.stage() == Stage.Halted,
                liquidity: m.pool.liquidity(),
                seed: m.seed,
                liquidityFees: m.liquidityFees + m.pool.fees() - creatorPart,
                creatorFees: m.creatorFees + creatorPart,
                payoutDenominator: m.payoutDenominator,
                liquidityValue: m.liquidityValue,
                termsHash: m.termsHash,
                oddsHash: m.oddsHash
            });
    }

    /// @inheritdoc IMarkets
    function termsOf(uint256 marketId) external view returns (Terms memory) {
        MarketState.State storage m = _existing(marketId);
        Config config = m.config;
        return
            Terms({
                collateral: config.collateral(),
                outcomeCount: config.outcomeCount(),
                liquidity: m.pool.liquidity(),
                closesAt: config.closesAt(),
                resolveBy: m.resolveBy,
                status: config.status()
            });
    }

    /// @inheritdoc IMarkets
    function tradingTermsOf(uint256 marketId) external view returns (TradingTerms memory) {
        MarketState.State storage m = _existing(marketId);
        Config config = m.config;
        return
            TradingTerms({
                collateral: config.collateral(),
                outcomeCount: config.outcomeCount(),
                open: config.isOpen(),
                feeRate: config.feeRate(),
                termsHash: m.termsHash
            });
    }

    /// @inheritdoc IMarkets
    function statusOf(uint256 marketId) external view returns (Status) {
        return _markets[marketId].config.status();
    }

    /// @inheritdoc IMarkets
    function positionId(uint256 marketId, uint256 outcome, Side side) external view returns (uint256) {
        (outcome, side) = _route(_existing(marketId).config, outcome, side);
        return PositionId.position(marketId, outcome, side);
    }

    /// @inheritdoc IMarkets
    function liquidityId(uint256 marketId) public pure returns (uint256) {
        return PositionId.liquidity(marketId);
    }

    /// @inheritdoc IMarkets
    function priceOf(uint256 marketId, uint256 outcome) external view returns (uint256) {
        MarketState.State storage m = _existing(marketId);
        (outcome, ) = _route(m.config, outcome, Side.Yes);
        return Lmsr.exp(m.rho(outcome));
    }

    /// @inheritdoc IMarkets
    function pricesOf(uint256 marketId) external view returns (uint256[] memory prices) {
        prices = _existing(marketId).rhos();
        for (uint256 j; j < prices.length; ++j) {
            prices[j] = Lmsr.exp(prices[j]);
        }
    }

    /// @inheritdoc IMarkets
    function rhosOf(uint256 marketId) external view returns (uint256[] memory) {
        return _existing(marketId).rhos();
    }

    /// @inheritdoc IMarkets
    function payoutsOf(uint256 marketId) external view returns (uint64[] memory payouts) {
        MarketState.State storage m = _existing(marketId);
        if (m.payoutDenominator == 0) return payouts;
        payouts = new uint64[](m.config.outcomeCount());
        for (uint256 j; j < payouts.length; ++j) {
            payouts[j] = m.payouts[j];
        }
    }

    /// @inheritdoc IERC6909Metadata
    function name(uint256 id) external pure returns (string memory) {
        return PositionId.name(id);
    }

    /// @inheritdoc IERC6909Metadata
    function symbol(uint256 id) external pure returns (string memory) {
        return PositionId.symbol(id);
    }

    /// @inheritdoc IERC6909Metadata
    function decimals(uint256 id) external view returns (uint8) {
        return IERC20Metadata(_existing(PositionId.marketOf(id)).config.collateral()).decimals();
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC6909, IERC165) returns (bool) {
        return interfaceId == type(IERC6909Metadata).interfaceId || super.supportsInterface(interfaceId);
    }

    // ------------------------------------------------------------------ checks

    function _existing(uint256 marketId) private view returns (MarketState.State storage m) {
        m = _markets[marketId];
        if (m.config.outcomeCount() == 0) revert UnknownMarket(marketId);
    }

    function _open(uint256 marketId) private view returns (MarketState.State storage m) {
        m = _markets[marketId];
        _checkOpen(marketId, m.config, block.timestamp);
    }

    function _openBefore(uint256 marketId, uint256 deadline) private view returns (MarketState.State storage m) {
        m = _markets[marketId];
        _checkOpen(marketId, m.config, deadline);
    }

    /// @dev A market that does not exist has closed, as far as its configuration goes.
    function _checkOpen(uint256 marketId, Config config, uint256 deadline) private view {
        if (block.timestamp > deadline) revert DeadlinePassed(deadline, block.timestamp);
        if (config.isOpen()) return;
        if (config.outcomeCount() == 0) revert UnknownMarket(marketId);
        revert NotOpen(marketId, config.status());
    }

    /// @dev What every trade begins with: the market, the words of it that a trade reads, the coordinate of the outcome, and
    /// the outcome and the side that are really traded.
    function _forTrade(
        uint256 marketId,
        uint256 outcome,
        Side side,
        uint256 deadline
    )
        private
        view
        returns (
            MarketState.State storage m,
            Config config,
            Pool pool,
            MarketState.OffsetPair storage pair,
            uint256 rho,
            uint256,
            Side
        )
    {
        m = _markets[marketId];
        config = m.config;
        _checkOpen(marketId, config, deadline);
        (outcome, side) = _route(config, outcome, side);
        pool = m.pool;
        pair = m.offsetPairs[outcome / 2];
        rho = MarketState.rhoIn(pool, pair.word, outcome);
        return (m, config, pool, pair, rho, outcome, side);
    }

    function _notFinal(uint256 marketId) private view returns (MarketState.State storage m) {
        m = _existing(marketId);
        if (m.config.isFinal()) revert AlreadyFinal(marketId, m.config.status());
    }

    function _final(uint256 marketId) private view returns (MarketState.State storage m) {
        m = _existing(marketId);
        if (!m.config.isFinal()) revert NotFinal(marketId, m.config.status());
    }

    function _asResolver(uint256 marketId) private view returns (MarketState.State storage m) {
        m = _existing(marketId);
        if (msg.sender != m.resolver) revert NotResolver(msg.sender, m.resolver);
    }

    function _checkOutcomeSet(Config config, uint256 outcomeBitmap) private pure {
        // Shifting by 256 gives zero, so all bitmaps but the empty one are sets of 256 outcomes.
        if (outcomeBitmap == 0 || outcomeBitmap >> config.outcomeCount() != 0)
            revert InvalidOutcomeSet(outcomeBitmap, config.outcomeCount());
    }

    // ------------------------------------------------------------------ helpers

    /// @dev With two outcomes NO on i is YES on 1 - i.
    function _route(Config config, uint256 outcome, Side side) private pure returns (uint256, Side) {
        uint256 count = config.outcomeCount();
        if (outcome >= count) revert UnknownOutcome(outcome, count);
        return count == 2 && side == Side.No ? (1 - outcome, Side.Yes) : (outcome, side);
    }

    function _noId(Config config, uint256 marketId, uint256 outcome) private pure returns (uint256) {
        (uint256 routed, Side side) = _route(config, outcome, Side.No);
        return PositionId.position(marketId, routed, side);
    }

    function _pack(uint256 op, Side side, uint256 outcome) private pure returns (uint256) {
        return (uint256(side) << 16) | (op << 8) | outcome;
    }

    /// @dev Mints the YES positions that a deposit of complete sets leaves over: `deposit - liquidity * rho_j`, rounded
    /// down. `deposit` is `liquidity * max(rho)` rounded up, so no difference is negative.
    function _mintRest(uint256 marketId, uint256 deposit, uint256 liquidity, uint256[] memory rhos) private {
        for (uint256 j; j < rhos.length; ++j) {
            uint256 rest = deposit - _mulUp(liquidity, rhos[j]);
            if (rest != 0) _mint(msg.sender, PositionId.yes(marketId, j), rest);
        }
    }

    /// @dev Takes collateral from the caller and refuses a token that delivers anything else.
    function _pullExactly(address collateral, uint256 amount) private {
        uint256 before = IERC20(collateral).balanceOf(address(this));
        IERC20(collateral).safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = IERC20(collateral).balanceOf(address(this)) - before;
        if (received != amount) revert CollateralNotReceived(received, amount);
    }

    /// @dev Some tokens refuse to move nothing.
    function _push(address collateral, address recipient, uint256 amount) private {
        if (amount != 0) IERC20(collateral).safeTransfer(recipient, amount);
    }

    function _ones(uint256 length) private pure returns (uint64[] memory ones) {
        ones = new uint64[](length);
        for (uint256 j; j < length; ++j) {
            ones[j] = 1;
        }
    }

    function _max(uint256[] memory values) private pure returns (uint256 result) {
        for (uint256 j; j < values.length; ++j) {
            if (values[j] > result) result = values[j];
        }
    }

    function _min(uint256[] memory values) private pure returns (uint256 result) {
        result = values[0];
        for (uint256 j = 1; j < values.length; ++j) {
            if (values[j] < result) result = values[j];
        }
    }

    function _mulUp(uint256 amount, uint256 fraction) private pure returns (uint256) {
        return _divUp(amount * fraction, Lmsr.WAD);
    }

    function _divUp(uint256 x, uint256 y) private pure returns (uint256) {
        return (x + y - 1) / y;
    }
}
