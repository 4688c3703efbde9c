// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {CreateParams, IMarkets, Side} from "../interfaces/IMarkets.sol";
import {expectedPrices} from "./expectedPrices.sol";

/// @notice Plays many operations on one market in one transaction, so that long histories can be compared.
contract HistoryPlayer {
    enum Kind {
        Buy,
        BuyExact,
        Sell,
        Split,
        Merge,
        SplitPair,
        MergePair,
        Convert,
        ConvertBack,
        AddLiquidity,
        RemoveLiquidity,
        CollectCreatorFees
    }

    /// @param outcome Or the bitmap of a set of outcomes.
    struct Step {
        Kind kind;
        uint256 outcome;
        Side side;
        uint256 amount;
    }

    uint256 private constant FAR = type(uint256).max;

    IMarkets public immutable markets;
    IERC20 public immutable token;

    constructor(IMarkets markets_, IERC20 token_) {
        (markets, token) = (markets_, token_);
        token_.approve(address(markets_), FAR);
    }

    function create(CreateParams calldata params) external returns (uint256) {
        return markets.createMarket(params, FAR);
    }

    /// @return paid Collateral that each step cost, negative for what it gave.
    function play(uint256 id, Step[] calldata steps) external returns (int256[] memory paid) {
        paid = new int256[](steps.length);
        for (uint256 i; i < steps.length; ++i) {
            uint256 before = token.balanceOf(address(this));
            _play(id, steps[i]);
            paid[i] = int256(before) - int256(token.balanceOf(address(this)));
        }
    }

    function _play(uint256 id, Step calldata step) private {
        (Kind kind, uint256 outcome, Side side, uint256 amount) = (step.kind, step.outcome, step.side, step.amount);
        if (kind == Kind.Buy) markets.buy(id, outcome, side, amount, 0, address(this), FAR);
        else if (kind == Kind.BuyExact) markets.buyExact(id, outcome, side, amount, FAR, address(this), FAR);
        else if (kind == Kind.Sell) markets.sell(id, outcome, side, amount, 0, address(this), FAR);
        else if (kind == Kind.Split) markets.split(id, amount);
        else if (kind == Kind.Merge) markets.merge(id, amount);
        else if (kind == Kind.SplitPair) markets.splitPair(id, outcome, amount);
        else if (kind == Kind.MergePair) markets.mergePair(id, outcome, amount);
        else if (kind == Kind.Convert) markets.convert(id, outcome, amount);
        else if (kind == Kind.ConvertBack) markets.convertBack(id, outcome, amount);
        else if (kind == Kind.AddLiquidity)
            markets.addLiquidity(id, amount, FAR, expectedPrices(markets, id), FAR, FAR);
        else if (kind == Kind.RemoveLiquidity) markets.removeLiquidity(id, amount, 0, FAR);
        else markets.collectCreatorFees(id);
    }
}
