// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC6909Metadata} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

/// @notice The side of an outcome: YES pays the outcome's payout fraction `w`, NO pays `1 - w`.
/// @dev With two outcomes NO on `i` is YES on `1 - i`: it has no id of its own.
enum Side {
    Yes,
    No
}

/// @notice The life cycle of a market.
/// None: no such market. Open: everything is possible. Closed: past `closesAt`, or halted by the resolver (who may
/// reopen it before `closesAt`); positions can be merged and converted, liquidity can leave, and nothing takes collateral
/// in. Resolved: the resolver set the payouts. Void: nobody did by `resolveBy`, and the payouts are the initial odds. Resolved and Void are final.
enum Status {
    None,
    Open,
    Closed,
    Resolved,
    Void
}

/// @notice What a market is made of. Everything here is immutable once the market exists.
/// @param collateral ERC-20 of 6 to 18 decimals that delivers exactly what it is told to.
/// @param resolver Contract that decides the outcome; `IResolver.register` is called on it.
/// @param closesAt Unix seconds; no trade at or after it. In the future, at most 5 years ahead.
/// @param resolveBy Unix seconds; from here on anyone may void. At or after `closesAt`, at most 1 year after it.
/// @param feeRate Fee in 1e-4 of `p(1-p)` per position, at most 1000.
/// @param creatorShare The creator's part of each fee in 1e-4, at most 10000; liquidity providers get the rest.
/// @param outcomeCount Number of outcomes, 2 to 256.
/// @param liquidity LMSR parameter `b` in base units of the collateral: at least one whole token, below 2^88.
/// @param odds Initial probabilities scaled by 1e18 that sum to exactly 1e18, each at least 1e12 (one in a million); empty
/// means uniform.
/// @param metadata The market's full text as JSON: question, rules, outcomes, source, category, edge cases.
/// @param resolverData The resolver's own parameters, see the resolver.
struct CreateParams {
    address collateral;
    address resolver;
    uint64 closesAt;
    uint64 resolveBy;
    uint16 feeRate;
    uint16 creatorShare;
    uint16 outcomeCount;
    uint256 liquidity;
    uint64[] odds;
    string metadata;
    bytes resolverData;
}

/// @notice A market as `marketOf` returns it.
/// @param liquidity Current `b` in base units, seed included; fixed once the market is final.
/// @param seed The creator's locked part of `b`.
/// @param liquidityFees Fees waiting for liquidity providers, in base units (zero once final: they are in `liquidityValue`).
/// @param creatorFees Fees waiting for the creator, in base units.
/// @param payoutDenominator Sum of the payouts; zero until final.
/// @param liquidityValue What all of `liquidity` redeems for, in base units; zero until final.
/// @param termsHash keccak256 of `abi.encode(creator, params)`, `params` being all of the `CreateParams` that the market was
/// created with: it binds the text and every other term. It names a market by more than its number.
/// @param oddsHash keccak256 of `abi.encodePacked(odds)`; zero for uniform odds.
struct Market {
    address collateral;
    address resolver;
    address creator;
    uint64 closesAt;
    uint64 resolveBy;
    uint16 feeRate;
    uint16 creatorShare;
    uint16 outcomeCount;
    Status status;
    bool halted;
    uint256 liquidity;
    uint256 seed;
    uint256 liquidityFees;
    uint256 creatorFees;
    uint256 payoutDenominator;
    uint256 liquidityValue;
    bytes32 termsHash;
    bytes32 oddsHash;
}

/// @notice The part of a market that its resolution needs at every step, as `termsOf` returns it. (A market that is Closed
/// before `closesAt` is halted.)
struct Terms {
    address collateral;
    uint256 outcomeCount;
    uint256 liquidity;
    uint256 closesAt;
    uint256 resolveBy;
    Status status;
}

/// @notice What another contract needs to know before it trades, as `tradingTermsOf` returns it.
/// @param collateral What trades are paid in.
/// @param outcomeCount Number of outcomes, 2 to 256.
/// @param open Whether the market is Open now.
/// @param feeRate Fee in 1e-4 of `p(1-p)` per position.
/// @param termsHash As in `Market`: whoever signed or planned for one market compares it, and not the number alone.
struct TradingTerms {
    address collateral;
    uint256 outcomeCount;
    bool open;
    uint256 feeRate;
    bytes32 termsHash;
}

/// @title Presage markets
/// @notice One immutable contract that holds every market: custody, positions, trading, liquidity and settlement.
/// Nobody owns it, and nothing in it can be paused, upgraded or administered.
///
/// The market maker is LMSR in log-price coordinates: the pool keeps `rho_i = -ln p_i` of each outcome as the
/// difference between one shared accumulator and one offset per outcome, so a trade costs the same for 2 outcomes as
/// for 256. Amounts of collateral and positions are in base units of the collateral; one position pays at most one
/// base unit. Fixed-point numbers are scaled by 1e18. All rounding favours the pool.
///
/// Position ids (ERC-6909): `marketId << 16 | kind << 8 | outcome`; kind 0 is YES, 1 is NO, 2 is liquidity.
///
/// Assumptions about the collateral: it moves exactly the amount that it is told to, charges nothing on the way, and
/// does not change balances by itself. What is received is checked when markets, liquidity and complete sets are
/// funded, not on every trade: a token that breaks the assumption later harms the markets denominated in it, no others.
/// A token whose issuer blocks this contract, or pauses it, freezes the markets denominated in it for as long: nothing can
/// be bought, sold, merged or redeemed in them. No function here can move such a token another way.
///
/// For contracts that build on this one:
/// - Prices are not an oracle. `priceOf`, `pricesOf`, `rhosOf` and all quotes are spot values that anyone can move within
///   a transaction, at no more than the fee of a trade there and back.
/// - Ids of markets are given in the order of creation. On a chain that reorganises, an id can come to name another market:
///   wait until the creation is final, or compare `termsHash`.
/// - `void` needs the odds that a market started with, unless they were uniform: they are in the event `MarketCreated` and
///   only their hash is stored. The SDK and the indexer keep them for as long as the market is not final.
///
/// Functions that name a market revert with `UnknownMarket` if there is none, and those that name an outcome with
/// `UnknownOutcome`. A `deadline` is in Unix seconds: `DeadlinePassed` after it. Whatever is paid in is taken from the
/// caller by allowance.
interface IMarkets is IERC6909Metadata {
    // ------------------------------------------------------------------ errors: creation

    /// @notice The collateral must have 6 to 18 decimals.
    error UnsupportedDecimals(address collateral, uint256 decimals);
    /// @notice The number of outcomes must be 2 to 256.
    error InvalidOutcomeCount(uint256 outcomeCount);
    /// @notice `closesAt` must be after now and at most `latest`.
    error InvalidClosesAt(uint256 closesAt, uint256 earliest, uint256 latest);
    /// @notice `resolveBy` must lie within these bounds.
    error InvalidResolveBy(uint256 resolveBy, uint256 earliest, uint256 latest);
    /// @notice A fee rate is at most 1000 (in 1e-4).
    error FeeRateTooHigh(uint256 feeRate, uint256 maximum);
    /// @notice A creator's share is at most 10000 (in 1e-4).
    error CreatorShareTooHigh(uint256 creatorShare, uint256 maximum);
    /// @notice `b` must lie within these bounds.
    error InvalidLiquidity(uint256 liquidity, uint256 minimum, uint256 maximum);
    /// @notice There must be as many odds as outcomes, or none.
    error InvalidOddsLength(uint256 given, uint256 expected);
    /// @notice Odds must sum to exactly 1e18.
    error InvalidOddsSum(uint256 sum);
    /// @notice No outcome may start at odds below 1e12 (one in a million).
    error OddsTooLow(uint256 outcome, uint256 odds, uint256 minimum);
    /// @notice Funding the market costs more than the creator allowed.
    error FundingTooHigh(uint256 funding, uint256 maxFunding);

    // ------------------------------------------------------------------ errors: use

    /// @notice There is no such market.
    error UnknownMarket(uint256 marketId);
    /// @notice There is no such outcome.
    error UnknownOutcome(uint256 outcome, uint256 outcomeCount);
    /// @notice The market is not open: it is closed, halted or final.
    error NotOpen(uint256 marketId, Status status);
    /// @notice The market is final already.
    error AlreadyFinal(uint256 marketId, Status status);
    /// @notice The market is not final yet.
    error NotFinal(uint256 marketId, Status status);
    /// @notice The deadline of the call has passed.
    error DeadlinePassed(uint256 deadline, uint256 timestamp);
    /// @notice The amount is zero.
    error ZeroAmount();
    /// @notice The trade is so small that it would give nothing for something.
    error ZeroOutput();
    /// @notice The collateral of one trade may not exceed 32 times `b`: split the trade.
    error CollateralTooLarge(uint256 collateral, uint256 maximum);
    /// @notice The positions of one trade may not exceed 64 times `b`: split the trade.
    error PositionsTooLarge(uint256 positions, uint256 maximum);
    /// @notice The trade gives less than its limit; `fee` is included.
    error SlippageOut(uint256 output, uint256 minimum);
    /// @notice The trade costs more than its limit; the fee is included.
    error SlippageIn(uint256 input, uint256 maximum);
    /// @notice The purchase would carry the price of what is bought above 1e18 - 1e6 (1 - 1e-12).
    error PriceTooHigh(uint256 price, uint256 maximum);
    /// @notice The sale would carry the price of what is sold below 1e6 (1e-12).
    error PriceTooLow(uint256 price, uint256 minimum);
    /// @notice `expectedPrices` needs one price for each outcome.
    error InvalidPricesLength(uint256 given, uint256 expected);
    /// @notice `expectedPrices` must sum to 1e18, give or take 1e9. (A sum that passes 2^128 is given as 2^256 - 1.)
    error InvalidPricesSum(uint256 sum);
    /// @notice At the expected prices, what the provider adds is worth more than it allowed (base units).
    error ValueTooHigh(uint256 value, uint256 maximum);
    /// @notice A set of outcomes must name at least one outcome, and no outcome that does not exist.
    error InvalidOutcomeSet(uint256 outcomeBitmap, uint256 outcomeCount);
    /// @notice The collateral did not deliver exactly what it was told to.
    error CollateralNotReceived(uint256 received, uint256 expected);
    /// @notice The permit was refused and the allowance does not suffice.
    error PermitFailed(address token, uint256 allowance, uint256 needed);

    // ------------------------------------------------------------------ errors: resolution

    /// @notice Only the market's resolver may do this.
    error NotResolver(address caller, address resolver);
    /// @notice Only an open market can be halted, and only a halted one reopened, both before `closesAt`.
    error CannotHalt(uint256 marketId, bool halted, Status status);
    /// @notice There must be one payout for each outcome.
    error InvalidPayoutsLength(uint256 given, uint256 expected);
    /// @notice At least one payout must be above zero.
    error ZeroPayouts();
    /// @notice Nobody can void before `resolveBy`.
    error TooEarlyToVoid(uint256 resolveBy, uint256 timestamp);
    /// @notice These are not the market's initial odds (none for a market that started uniform).
    error WrongOdds(bytes32 given, bytes32 expected);
    /// @notice The seed has been redeemed already.
    error SeedAlreadyRedeemed(uint256 marketId);

    // ------------------------------------------------------------------ events

    /// @notice A market was created; `funding` is the collateral its creator paid.
    event MarketCreated(
        uint256 indexed marketId,
        address indexed creator,
        address indexed resolver,
        CreateParams params,
        uint256 funding
    );
    /// @notice A trade. `packed` is `side << 16 | op << 8 | outcome`; op 0 is buy, 1 buyExact, 2 sell.
    /// @param collateral Paid (buy, buyExact; the fee included) or received (sell; the fee deducted).
    /// @param positions Received (buy, buyExact) or given (sell).
    event Trade(
        uint256 indexed marketId,
        address indexed trader,
        uint256 packed,
        uint256 collateral,
        uint256 positions,
        uint256 fee
    );
    event Split(uint256 indexed marketId, address indexed account, uint256 amount);
    event Merged(uint256 indexed marketId, address indexed account, uint256 amount);
    event PairSplit(uint256 indexed marketId, address indexed account, uint256 outcome, uint256 amount);
    event PairMerged(uint256 indexed marketId, address indexed account, uint256 outcome, uint256 amount);
    event Converted(uint256 indexed marketId, address indexed account, uint256 outcomeBitmap, uint256 amount);
    event ConvertedBack(uint256 indexed marketId, address indexed account, uint256 outcomeBitmap, uint256 amount);
    /// @notice The prices summed to less than one, and are scaled back to it before liquidity is added.
    /// @param sigmaStep What every `rho_i` falls by, scaled by 1e18.
    /// @param fees Collateral that the pool holds no longer for its positions, in base units: `b · sigmaStep`, rounded down.
    /// It belongs to those who provided liquidity before, by way of their fees.
    event PricesRestored(uint256 indexed marketId, uint256 sigmaStep, uint256 fees);
    /// @param liquidity Added to `b`. @param collateral Paid in all. @param fees The part of it that bought into the fees.
    event LiquidityAdded(
        uint256 indexed marketId,
        address indexed provider,
        uint256 liquidity,
        uint256 collateral,
        uint256 fees
    );
    /// @param liquidity Taken from `b`. @param collateral Received in all. @param fees The part of it that is fees.
    event LiquidityRemoved(
        uint256 indexed marketId,
        address indexed provider,
        uint256 liquidity,
        uint256 collateral,
        uint256 fees
    );
    event Halted(uint256 indexed marketId);
    event Reopened(uint256 indexed marketId);
    /// @param liquidityValue What all of `b` redeems for, providers' fees included.
    event Resolved(uint256 indexed marketId, uint64[] payouts, uint256 liquidityValue);
    event Voided(uint256 indexed marketId, uint64[] payouts, uint256 liquidityValue);
    /// @notice Positions or liquidity (see the id's kind) were redeemed.
    event Redeemed(
        uint256 indexed marketId,
        address indexed account,
        uint256 id,
        uint256 amount,
        uint256 collateral,
        address recipient
    );
    event SeedRedeemed(uint256 indexed marketId, address indexed creator, uint256 seed, uint256 collateral);
    event CreatorFeesCollected(uint256 indexed marketId, address indexed creator, uint256 collateral);

    // ------------------------------------------------------------------ creation

    /// @notice Creates a market and seeds its market maker. The caller pays `b · max(rho)`, rounded up: with uniform
    /// odds `b · ln n`, which is also the most that the seed can lose. With other odds the caller also receives the
    /// positions `b · (max rho - rho_j)` of each outcome that the pool does not need, rounded down. Calls
    /// `IResolver.register` last; whatever that reverts with, this reverts with.
    /// @param params The market's terms; each has its bounds and its error, see `CreateParams`.
    /// @param maxFunding The most collateral to pay, base units: `FundingTooHigh` above it.
    /// @return marketId The next id; the first is 1.
    function createMarket(CreateParams calldata params, uint256 maxFunding) external returns (uint256 marketId);

    // ------------------------------------------------------------------ trading (Open only)

    /// @notice Buys positions for exactly `collateralIn`, the fee included.
    /// Positions: `b · (d + ln((1 - exp(-d)(1-q)) / q))` where `q` is the price of what is bought and `d · b` the
    /// collateral without its fee; rounded down.
    /// @param collateralIn Base units, above zero (`ZeroAmount`) and at most `32 b` (`CollateralTooLarge`). It must not carry
    /// the price of what is bought above 1e18 - 1e6 (`PriceTooHigh`; from even odds that takes 27 b), and must buy something
    /// (`ZeroOutput`).
    /// @param minPositionsOut The least to receive, base units: `SlippageOut` below it.
    /// @param recipient Who receives the positions.
    function buy(
        uint256 marketId,
        uint256 outcome,
        Side side,
        uint256 collateralIn,
        uint256 minPositionsOut,
        address recipient,
        uint256 deadline
    ) external returns (uint256 positionsOut);

    /// @notice Buys exactly `positionsOut`. Cost: `b · ln(1 + q(exp(e) - 1))` with `e = positionsOut / b`, plus the fee;
    /// rounded up.
    /// @param positionsOut Base units, above zero (`ZeroAmount`) and at most `64 b` (`PositionsTooLarge`). They must not carry
    /// the price of what is bought above 1e18 - 1e6 (`PriceTooHigh`).
    /// @param maxCollateralIn The most to pay, base units, the fee included: `SlippageIn` above it.
    /// @param recipient Who receives the positions.
    function buyExact(
        uint256 marketId,
        uint256 outcome,
        Side side,
        uint256 positionsOut,
        uint256 maxCollateralIn,
        address recipient,
        uint256 deadline
    ) external returns (uint256 collateralIn);

    /// @notice Sells exactly `positionsIn`. Receives `-b · ln(1 - q(1 - exp(-e)))` with `e = positionsIn / b`, less the
    /// fee; rounded down.
    /// @param positionsIn Base units, above zero (`ZeroAmount`) and at most `64 b` (`PositionsTooLarge`). They must not carry
    /// the price of what is sold below 1e6 (`PriceTooLow`), and must bring something (`ZeroOutput`). Where the price is next
    /// to one, more than some 40 b at once are refused as if they did. A larger holding is sold in parts; what then cannot
    /// be sold is worth no more than `b · 1e-12`.
    /// @param minCollateralOut The least to receive, base units, the fee deducted: `SlippageOut` below it.
    /// @param recipient Who receives the collateral.
    function sell(
        uint256 marketId,
        uint256 outcome,
        Side side,
        uint256 positionsIn,
        uint256 minCollateralOut,
        address recipient,
        uint256 deadline
    ) external returns (uint256 collateralOut);

    // ------------------------------------------------------------------ sets and pairs

    /// @notice Pays `amount` of collateral for `amount` YES of every outcome. Open only.
    /// @param amount Base units, above zero (`ZeroAmount`).
    function split(uint256 marketId, uint256 amount) external;
    /// @notice The reverse of `split`, until the market is final.
    /// @param amount Base units, above zero (`ZeroAmount`).
    function merge(uint256 marketId, uint256 amount) external;
    /// @notice Pays `amount` of collateral for `amount` YES and `amount` NO of one outcome. Open only.
    /// @param amount Base units, above zero (`ZeroAmount`).
    function splitPair(uint256 marketId, uint256 outcome, uint256 amount) external;
    /// @notice The reverse of `splitPair`, until the market is final.
    /// @param amount Base units, above zero (`ZeroAmount`).
    function mergePair(uint256 marketId, uint256 outcome, uint256 amount) external;
    /// @notice Turns `amount` NO of every outcome in the set into `(|set| - 1) · amount` of collateral and `amount` YES
    /// of every outcome outside it. Until the market is final.
    /// @param outcomeBitmap Bit i stands for outcome i; at least one, and none that does not exist (`InvalidOutcomeSet`).
    /// @param amount Base units, above zero (`ZeroAmount`).
    function convert(uint256 marketId, uint256 outcomeBitmap, uint256 amount) external;
    /// @notice The reverse of `convert`. It takes collateral in as `split` does: Open only.
    /// @param outcomeBitmap Bit i stands for outcome i; at least one, and none that does not exist (`InvalidOutcomeSet`).
    /// @param amount Base units, above zero (`ZeroAmount`).
    function convertBack(uint256 marketId, uint256 outcomeBitmap, uint256 amount) external;

    // ------------------------------------------------------------------ liquidity

    /// @notice Adds to `b` at unchanged prices. Pays `liquidity · max(rho)` and the same share of the providers' fees,
    /// both rounded up; receives liquidity tokens and `liquidity · (max rho - rho_j)` YES of each outcome, rounded down.
    /// Open only.
    ///
    /// If the prices sum to less than 1 - 1e-9 they are scaled back to one before (never beyond it), and what that sets free
    /// goes to the providers already there: see `PricesRestored`. The newcomer buys its share of those fees too.
    ///
    /// The addition is bounded by its value: the positions that stay in the pool, `liquidity · rho_j` of each outcome, are
    /// worth `liquidity · sum(p_j · rho_j)` at the expected prices p, rounded up, and may not be worth more than
    /// `maxValueIn` (`ValueTooHigh`). Whatever anyone did to the prices before, or does after, the provider loses at
    /// most `maxValueIn - liquidity · H(p)` against p, where `H(p) = -sum(p_j · ln p_j)`. `liquidity · (H(p) + 0.1%)` thus
    /// bounds the loss by a thousandth of `liquidity`; and whoever moves the prices so far that the addition is refused
    /// gives up a thousandth of `b` against p, or has to trade back.
    /// @param liquidity Base units, above zero (`ZeroAmount`); `b` stays below 2^88 (`InvalidLiquidity`).
    /// @param maxCollateralIn The most to pay in all, base units: `SlippageIn` above it.
    /// @param expectedPrices The YES price that the provider holds for right of each outcome (`InvalidPricesLength`), scaled
    /// by 1e18. They sum to 1e18, give or take 1e9 (`InvalidPricesSum`), as `pricesOf` does unless somebody pushed the sum down.
    /// @param maxValueIn The most that the part may be worth at the expected prices, base units.
    /// @return collateralIn What was paid, fees included.
    function addLiquidity(
        uint256 marketId,
        uint256 liquidity,
        uint256 maxCollateralIn,
        uint256[] calldata expectedPrices,
        uint256 maxValueIn,
        uint256 deadline
    ) external returns (uint256 collateralIn);

    /// @notice Takes from `b` at unchanged prices, until the market is final: receives `liquidity · min(rho)` as
    /// collateral, the share of the providers' fees, and the rest as YES positions; all rounded down.
    /// @param liquidity Base units, above zero (`ZeroAmount`).
    /// @param minCollateralOut The least collateral to receive, base units, fees included: `SlippageOut` below it.
    function removeLiquidity(
        uint256 marketId,
        uint256 liquidity,
        uint256 minCollateralOut,
        uint256 deadline
    ) external returns (uint256 collateralOut);

    // ------------------------------------------------------------------ resolution

    /// @notice Stops trading before `closesAt`. The resolver only (`NotResolver`), while Open (`CannotHalt`).
    function halt(uint256 marketId) external;
    /// @notice Undoes `halt`, before `closesAt` (`CannotHalt`). The resolver only (`NotResolver`).
    function reopen(uint256 marketId) external;
    /// @notice Sets the payouts for good. The resolver only (`NotResolver`), until the market is final (`AlreadyFinal`).
    /// @param payouts One for each outcome (`InvalidPayoutsLength`); their sum, above zero (`ZeroPayouts`), is the denominator.
    function resolve(uint256 marketId, uint64[] calldata payouts) external;
    /// @notice Pays every outcome its initial odds. Anyone, from `resolveBy` on (`TooEarlyToVoid`), unless the market is
    /// final (`AlreadyFinal`).
    /// @param odds The odds that the market was created with; empty for uniform ones (`WrongOdds`).
    function void(uint256 marketId, uint64[] calldata odds) external;

    // ------------------------------------------------------------------ redemption

    /// @notice Redeems everything that the caller holds of each id, positions and liquidity of many markets alike.
    /// An id that pays nothing (not final, nothing held, a losing outcome) is skipped, not reverted.
    /// @return amounts Collateral paid for each id, base units, rounded down.
    function redeem(uint256[] calldata positionIds, address recipient) external returns (uint256[] memory amounts);
    /// @notice Redeems all the liquidity tokens that the caller holds of a final market (`NotFinal`); `ZeroAmount` if they
    /// pay nothing.
    /// @return collateralOut Base units, rounded down.
    function redeemLiquidity(uint256 marketId, address recipient) external returns (uint256 collateralOut);
    /// @notice Pays the seed of a final market (`NotFinal`) to its creator, once (`SeedAlreadyRedeemed`). Anyone may call.
    /// @return collateralOut Base units, rounded down.
    function redeemSeed(uint256 marketId) external returns (uint256 collateralOut);
    /// @notice Pays the creator's fees to the creator, at any time. Anyone may call.
    /// @return collateralOut Base units, zero if there are none.
    function collectCreatorFees(uint256 marketId) external returns (uint256 collateralOut);

    // ------------------------------------------------------------------ batching

    /// @notice Runs several calls to this contract in one transaction; all or nothing.
    function multicall(bytes[] calldata data) external returns (bytes[] memory results);
    /// @notice Gives this contract an allowance by ERC-2612 signature. A permit that was already used (or refused) is
    /// ignored if the allowance suffices; otherwise `PermitFailed`.
    function selfPermit(address token, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;

    // ------------------------------------------------------------------ views

    /// @notice How many markets there are; their ids are 1 to this number.
    function marketCount() external view returns (uint256);
    /// @notice All of a market but its prices, payouts and odds.
    function marketOf(uint256 marketId) external view returns (Market memory);
    /// @notice The part of `marketOf` that a resolver needs at every step, at a third of its cost.
    function termsOf(uint256 marketId) external view returns (Terms memory);
    /// @notice The part of `marketOf` that a contract which trades needs before each trade, from two words of storage.
    function tradingTermsOf(uint256 marketId) external view returns (TradingTerms memory);
    /// @notice None if there is no such market.
    function statusOf(uint256 marketId) external view returns (Status);
    /// @notice The id of a position; NO of a two-outcome market gives the YES id of the other outcome.
    function positionId(uint256 marketId, uint256 outcome, Side side) external view returns (uint256);
    /// @notice The id of a market's liquidity token.
    function liquidityId(uint256 marketId) external pure returns (uint256);
    /// @notice The YES price of an outcome, scaled by 1e18: a spot price that anyone can move, not an oracle.
    function priceOf(uint256 marketId, uint256 outcome) external view returns (uint256);
    /// @notice The YES prices of all outcomes, scaled by 1e18: spot prices, not an oracle. They sum to 1e18 within a few
    /// units per outcome, unless somebody paid to push the sum down: see docs/security.md.
    function pricesOf(uint256 marketId) external view returns (uint256[] memory);
    /// @notice The pool's coordinates `rho_i = -ln p_i` of all outcomes, scaled by 1e18: the exact state to quote from.
    function rhosOf(uint256 marketId) external view returns (uint256[] memory);
    /// @notice The payouts of a final market, empty before.
    function payoutsOf(uint256 marketId) external view returns (uint64[] memory);
}
