/** A fault that somebody could make: `search` occurs once in the file. */
export type PlantedFault = { name: string; file: string; inFunction: string; search: string; replace: string };

const markets = "contracts/Markets.sol";
const lmsr = "contracts/libraries/Lmsr.sol";
const state = "contracts/libraries/MarketState.sol";

export const plantedFaults: PlantedFault[] = [
  {
    name: "buy gives positions rounded up",
    file: lmsr,
    inFunction: "buy",
    search: "positions = (b * e) / WAD;",
    replace: "positions = _ceilWad(b * e);",
  },
  {
    name: "buyExact charges collateral rounded down",
    file: lmsr,
    inFunction: "buyExact",
    search: "collateral = _divUp(b * (d * RATE_UNIT + feeStep), WAD * RATE_UNIT);",
    replace: "collateral = (b * (d * RATE_UNIT + feeStep)) / (WAD * RATE_UNIT);",
  },
  {
    name: "buyExact moves the pool by positions rounded down",
    file: lmsr,
    inFunction: "buyExact",
    search: "e = _divUp(positions * WAD, b);",
    replace: "e = (positions * WAD) / b;",
  },
  {
    name: "sell pays collateral rounded up",
    file: lmsr,
    inFunction: "sell",
    search: "collateral = (b * (net - feeStep)) / (WAD * RATE_UNIT);",
    replace: "collateral = _divUp(b * (net - feeStep), WAD * RATE_UNIT);",
  },
  {
    name: "sell takes the logarithm rounded down",
    file: lmsr,
    inFunction: "sell",
    search: "int256 step = -lnUp(sum);",
    replace: "int256 step = -lnDown(sum);",
  },
  {
    name: "no fee on sales",
    file: lmsr,
    inFunction: "sell",
    search: "uint256 feeStep = before > later ? feeRate * (before - later) : 0;",
    replace: "uint256 feeStep = 0;",
  },
  {
    name: "the fee of a purchase on the price of what is bought",
    file: lmsr,
    inFunction: "buy",
    search: "uint256 rest = side == Side.Yes ? WAD - price : priceUp;",
    replace: "uint256 rest = side == Side.No ? WAD - price : priceUp;",
  },
  {
    name: "addLiquidity charges the deposit rounded down",
    file: markets,
    inFunction: "addLiquidity",
    search: "uint256 deposit = _mulUp(liquidity, _max(rhos));",
    replace: "uint256 deposit = (liquidity * _max(rhos)) / Lmsr.WAD;",
  },
  {
    name: "addLiquidity charges its share of the fees rounded down",
    file: markets,
    inFunction: "addLiquidity",
    search: "uint256 fees = _divUp(m.liquidityFees * liquidity, total);",
    replace: "uint256 fees = (m.liquidityFees * liquidity) / total;",
  },
  {
    name: "removeLiquidity pays rounded up",
    file: markets,
    inFunction: "removeLiquidity",
    search: "uint256 common = (liquidity * _min(rhos)) / Lmsr.WAD;",
    replace: "uint256 common = _mulUp(liquidity, _min(rhos));",
  },
  {
    name: "removeLiquidity divides the fees by what is left",
    file: markets,
    inFunction: "removeLiquidity",
    search: "uint256 fees = (m.liquidityFees * liquidity) / total;",
    replace: "uint256 fees = (m.liquidityFees * liquidity) / (total - liquidity);",
  },
  {
    name: "a trade at the second of closing",
    file: "contracts/libraries/Config.sol",
    inFunction: "isOpen",
    search: "return block.timestamp < closesAt(self) &&",
    replace: "return block.timestamp <= closesAt(self) &&",
  },
  {
    name: "a market is split after its close",
    file: markets,
    inFunction: "split",
    search:
      "function split(uint256 marketId, uint256 amount) external nonReentrant {\n        // Check\n        MarketState.State storage m = _open(marketId);",
    replace:
      "function split(uint256 marketId, uint256 amount) external nonReentrant {\n        // Check\n        MarketState.State storage m = _existing(marketId);",
  },
  {
    name: "the sum of the payouts is one too small",
    file: state,
    inFunction: "settle",
    search: "self.payoutDenominator = uint72(denominator);",
    replace: "self.payoutDenominator = uint72(denominator - 1);",
  },
  {
    name: "a trade leaves sigma where it was",
    file: state,
    inFunction: "move",
    search: "toPool(pool.sigma() + shift, pool.liquidity(), fees)",
    replace: "toPool(pool.sigma(), pool.liquidity(), fees)",
  },
  {
    name: "the creator's part of the fees goes to the providers",
    file: state,
    inFunction: "divide",
    search: "self.creatorFees += uint128(creatorPart);\n        self.liquidityFees += uint128(fees - creatorPart);",
    replace: "self.liquidityFees += uint128(creatorPart);\n        self.creatorFees += uint128(fees - creatorPart);",
  },
  {
    name: "the seed can leave early",
    file: markets,
    inFunction: "redeemSeed",
    search:
      "external nonReentrant returns (uint256 collateralOut) {\n        // Check\n        MarketState.State storage m = _final(marketId);\n        uint256 seed = m.seed;",
    replace:
      "external nonReentrant returns (uint256 collateralOut) {\n        // Check\n        MarketState.State storage m = _existing(marketId);\n        uint256 seed = m.seed;",
  },
  {
    name: "the seed can be redeemed twice",
    file: markets,
    inFunction: "redeemSeed",
    search: "        m.seed = 0;\n",
    replace: "",
  },
  {
    name: "anyone resolves",
    file: markets,
    inFunction: "resolve",
    search: "MarketState.State storage m = _asResolver(marketId);\n        _notFinal(marketId);",
    replace: "MarketState.State storage m = _notFinal(marketId);",
  },
  {
    name: "a market is resolved twice",
    file: markets,
    inFunction: "resolve",
    search: "        _notFinal(marketId);\n        if (payouts.length",
    replace: "        if (payouts.length",
  },
  {
    name: "redeeming burns nothing",
    file: markets,
    inFunction: "_redeem",
    search: "        _burn(msg.sender, id, held);\n",
    replace: "",
  },
  {
    name: "convert pays for every member of the set",
    file: markets,
    inFunction: "convert",
    search: "IERC20(m.config.collateral()).safeTransfer(msg.sender, (members - 1) * amount);",
    replace: "IERC20(m.config.collateral()).safeTransfer(msg.sender, members * amount);",
  },
  {
    name: "the collateral received is not checked",
    file: markets,
    inFunction: "_pullExactly",
    search: "        if (received != amount) revert CollateralNotReceived(received, amount);\n",
    replace: "",
  },
  {
    name: "a callback can sell",
    file: markets,
    inFunction: "sell",
    search:
      "uint256 positionsIn,\n        uint256 minCollateralOut,\n        address recipient,\n        uint256 deadline\n    ) external nonReentrant",
    replace:
      "uint256 positionsIn,\n        uint256 minCollateralOut,\n        address recipient,\n        uint256 deadline\n    ) external",
  },
];
