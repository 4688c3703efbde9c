// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets, Market, Status} from "../../interfaces/IMarkets.sol";
import {Attacker} from "./Attacker.sol";
import {FreeToken} from "./FreeToken.sol";

/// @notice An account of every market that the contract itself does not keep, and what must hold after every call.
abstract contract MarketsLedger {
    /// @param accounted Collateral that came in less what went out, counted from outside.
    /// @param fingerprint Of all that the market is made of but the clock, when it was last looked at.
    /// @param outcome Of status and payouts, once final.
    /// @param extreme Whether a price was ever below `LOW_PRICE`.
    struct Entry {
        uint256 id;
        FreeToken token;
        uint64[] odds;
        uint256 accounted;
        bytes32 fingerprint;
        bytes32 outcome;
        bool extreme;
    }

    uint256 private constant LOW_PRICE = 1e9;

    IMarkets public markets;
    Attacker public attacker;
    address[] public actors;
    Entry[] internal _entries;
    /// @notice The token whose markets are beyond help; all others must not feel it.
    FreeToken internal _hostile;
    FreeToken[] internal _tokens;
    /// @notice What was accounted to markets that are not looked at any more, by token.
    mapping(FreeToken token => uint256) internal _retired;

    /// @notice What was found not to hold, with the market's id; empty as long as all does.
    string public broken;
    uint256 public brokenId;

    uint256[] private _yes;
    uint256[] private _no;

    /// @dev Checks everything after the call, of which only the market `touched` may have felt anything.
    function _check(uint256 touched) internal {
        for (uint256 k; k < _entries.length; ++k) {
            Entry storage entry = _entries[k];
            Market memory market = markets.marketOf(entry.id);
            uint256[] memory rhos = markets.rhosOf(entry.id);
            uint256 shares = _supplies(entry.id, rhos.length);
            Status status = market.status;
            if (status < Status.Resolved) market.status = Status.None; // time alone changes it
            bytes32 fingerprint = keccak256(
                abi.encode(market, rhos, _yes, _no, shares, markets.payoutsOf(entry.id), entry.accounted)
            );
            if (k != touched && entry.fingerprint != 0 && fingerprint != entry.fingerprint) _fail("C2: it moved", k);
            entry.fingerprint = fingerprint;

            _checkPrices(k, rhos);
            if (status < Status.Resolved) {
                if (shares + market.seed != market.liquidity) _fail("C1: liquidity tokens", k);
                if (entry.outcome != 0) _fail("C7: final no more", k);
                if (!_isHostile(entry.token)) _checkSolvent(k, market, rhos);
            } else {
                _checkFinal(k, market, shares);
            }
        }
        _checkBacking();
        if (bytes(attacker.entered()).length != 0) _fail(string.concat("re-entered: ", attacker.entered()), 0);
    }

    function _fail(string memory what, uint256 k) internal {
        if (bytes(broken).length != 0) return;
        broken = what;
        brokenId = _entries[k].id;
    }

    function _isHostile(FreeToken token) internal view returns (bool) {
        return address(token) == address(_hostile);
    }

    /// @dev What is owed is linear in the payouts, so that the vectors that name one winner are the worst: if each of
    /// them can be paid, all can.
    function _checkSolvent(uint256 k, Market memory market, uint256[] memory rhos) private {
        uint256 fees = market.liquidityFees + market.creatorFees;
        uint256 allNo;
        for (uint256 j; j < rhos.length; ++j) {
            allNo += _no[j];
        }
        for (uint256 winner; winner < rhos.length; ++winner) {
            // Rounded up: the pool must hold b · rho in full.
            uint256 pool = (market.liquidity * rhos[winner] + 1e18 - 1) / 1e18;
            if (fees + _yes[winner] + allNo - _no[winner] + pool > _entries[k].accounted) _fail("C1: insolvent", k);
        }
    }

    /// @dev Never above one beyond the error of `exp`; below it by what rounding left, a few units a trade. Where a price was
    /// driven to nothing rounding leaves more, at the expense of who traded there: `test_aSumBelowOneIsPaidFor`.
    function _checkPrices(uint256 k, uint256[] memory rhos) private {
        _noteExtremes(k);
        uint256[] memory prices = markets.pricesOf(_entries[k].id);
        uint256 sum;
        for (uint256 j; j < prices.length; ++j) {
            sum += prices[j];
        }
        if (sum > 1e18 + rhos.length) _fail("C5: above one", k);
        if (sum < 1e18 - 1e13 && !_entries[k].extreme) _fail("C5: below one", k);
    }

    /// @dev After each trade, also where a call makes several.
    function _noteExtremes(uint256 k) internal {
        uint256[] memory prices = markets.pricesOf(_entries[k].id);
        for (uint256 j; j < prices.length; ++j) {
            if (prices[j] < LOW_PRICE) _entries[k].extreme = true;
        }
    }

    /// @dev What everybody can redeem, each holding rounded down by itself as the contract does.
    function _checkFinal(uint256 k, Market memory market, uint256 shares) private {
        Entry storage entry = _entries[k];
        uint64[] memory payouts = markets.payoutsOf(entry.id);
        bytes32 outcome = keccak256(
            abi.encode(market.status, market.payoutDenominator, payouts, market.liquidityValue)
        );
        if (entry.outcome == 0) entry.outcome = outcome;
        if (entry.outcome != outcome) _fail("C7: the outcome changed", k);
        uint256 sum;
        uint256 owed = market.creatorFees;
        for (uint256 j; j < payouts.length; ++j) {
            sum += payouts[j];
            uint256 rest = market.payoutDenominator - payouts[j];
            owed += (_yes[j] * payouts[j] + _no[j] * rest) / market.payoutDenominator;
        }
        if (sum != market.payoutDenominator || sum == 0) _fail("C7: payouts and denominator", k);
        owed += (market.liquidityValue * (shares + market.seed)) / market.liquidity;
        if (!_isHostile(entry.token) && owed > entry.accounted) _fail("C1: cannot be redeemed", k);
    }

    function _checkBacking() private {
        for (uint256 t; t < _tokens.length; ++t) {
            uint256 sum = _retired[_tokens[t]];
            for (uint256 k; k < _entries.length; ++k) {
                if (address(_entries[k].token) == address(_tokens[t])) sum += _entries[k].accounted;
            }
            if (sum > _tokens[t].balanceOf(address(markets))) _fail("C1: not backed", 0);
        }
    }

    /// @dev Of YES and NO into storage, of liquidity tokens as the result.
    function _supplies(uint256 id, uint256 n) private returns (uint256 shares) {
        delete _yes;
        delete _no;
        for (uint256 j; j < n; ++j) {
            (uint256 yes, uint256 no) = (0, 0);
            for (uint256 a; a < actors.length; ++a) {
                yes += markets.balanceOf(actors[a], (id << 16) | j);
                if (n > 2) no += markets.balanceOf(actors[a], (id << 16) | (1 << 8) | j);
            }
            _yes.push(yes);
            _no.push(no);
        }
        for (uint256 a; a < actors.length; ++a) {
            shares += markets.balanceOf(actors[a], (id << 16) | (2 << 8));
        }
    }
}
