// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CreateParams, IMarkets, Side} from "../../interfaces/IMarkets.sol";
import {IResolver} from "../../interfaces/IResolver.sol";
import {expectedPrices} from "../expectedPrices.sol";

/// @notice Holds positions, resolves markets, is called back by its token and at registration, and then tries every
/// function of the contract that called it. Not one may go through.
contract Attacker is IResolver {
    IMarkets public immutable markets;
    /// @notice What it attacks, and with what.
    uint256 public marketId;
    CreateParams private _params;
    uint256 public attempts;
    /// @notice The first function that let it in.
    string public entered;

    constructor(IMarkets markets_) {
        markets = markets_;
    }

    function aim(uint256 marketId_, CreateParams calldata params) external {
        (marketId, _params) = (marketId_, params);
    }

    function tokenMoved() external {
        _tryAll();
    }

    function register(uint256, address, uint256, uint256, uint256, bytes calldata) external {
        _tryAll();
    }

    function halt(uint256 id) external {
        markets.halt(id);
    }

    function reopen(uint256 id) external {
        markets.reopen(id);
    }

    function resolve(uint256 id, uint64[] calldata payouts) external {
        markets.resolve(id, payouts);
    }

    function _tryAll() private {
        uint256 id = marketId;
        if (id == 0) return;
        uint64[] memory payouts = new uint64[](markets.marketOf(id).outcomeCount);
        payouts[0] = 1;
        uint256[] memory ids = new uint256[](1);
        ids[0] = markets.positionId(id, 0, Side.Yes);
        uint256 far = type(uint256).max;
        _try("createMarket", abi.encodeCall(IMarkets.createMarket, (_params, far)));
        _try("buy", abi.encodeCall(IMarkets.buy, (id, 0, Side.Yes, 1e6, 0, address(this), far)));
        _try("buyExact", abi.encodeCall(IMarkets.buyExact, (id, 0, Side.Yes, 1e6, far, address(this), far)));
        _try("sell", abi.encodeCall(IMarkets.sell, (id, 0, Side.Yes, 1e3, 0, address(this), far)));
        _try("split", abi.encodeCall(IMarkets.split, (id, 1)));
        _try("merge", abi.encodeCall(IMarkets.merge, (id, 1)));
        _try("splitPair", abi.encodeCall(IMarkets.splitPair, (id, 0, 1)));
        _try("mergePair", abi.encodeCall(IMarkets.mergePair, (id, 0, 1)));
        _try("convert", abi.encodeCall(IMarkets.convert, (id, 1, 1)));
        _try("convertBack", abi.encodeCall(IMarkets.convertBack, (id, 1, 1)));
        _try(
            "addLiquidity",
            abi.encodeCall(IMarkets.addLiquidity, (id, 1, far, expectedPrices(markets, id), far, far))
        );
        _try("removeLiquidity", abi.encodeCall(IMarkets.removeLiquidity, (id, 1, 0, far)));
        _try("halt", abi.encodeCall(IMarkets.halt, (id)));
        _try("reopen", abi.encodeCall(IMarkets.reopen, (id)));
        _try("resolve", abi.encodeCall(IMarkets.resolve, (id, payouts)));
        _try("void", abi.encodeCall(IMarkets.void, (id, new uint64[](0))));
        _try("redeem", abi.encodeCall(IMarkets.redeem, (ids, address(this))));
        _try("redeemLiquidity", abi.encodeCall(IMarkets.redeemLiquidity, (id, address(this))));
        _try("redeemSeed", abi.encodeCall(IMarkets.redeemSeed, (id)));
        _try("collectCreatorFees", abi.encodeCall(IMarkets.collectCreatorFees, (id)));
    }

    /// @dev Directly, and through `multicall`.
    function _try(string memory name, bytes memory data) private {
        ++attempts;
        (bool direct, ) = address(markets).call(data);
        bytes[] memory calls = new bytes[](1);
        calls[0] = data;
        (bool batched, ) = address(markets).call(abi.encodeCall(IMarkets.multicall, (calls)));
        if ((direct || batched) && bytes(entered).length == 0) entered = name;
    }
}
