// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What a token does when it is told to move.
enum Trick {
    None,
    ReturnNothing,
    ReturnFalse,
    Revert,
    /// One unit less arrives than leaves.
    TakeFee,
    /// One unit more arrives than leaves.
    GiveMore,
    /// Reports success and moves nothing.
    Lie
}

/// @notice A collateral that plays one trick at a time, blocks accounts, rebases, and calls back in the middle of a transfer.
contract TrickToken {
    error Tricked();
    error Blocked(address account);

    Trick public trick;
    /// @notice Balances are kept in shares of this many thousandths of a unit.
    uint256 public index = 1000;
    mapping(address account => uint256) public shares;
    mapping(address owner => mapping(address spender => uint256)) public allowance;
    mapping(address account => bool) public isBlocked;
    address public callee;
    bytes public callback;
    bool public called;
    bool public callbackSucceeded;
    bytes public callbackResult;

    function decimals() external pure returns (uint8) {
        return 6;
    }

    function play(Trick trick_) external {
        trick = trick_;
    }

    /// @notice Makes every balance `index_` thousandths of what it was minted as.
    function rebase(uint256 index_) external {
        index = index_;
    }

    function setBlocked(address account, bool blocked) external {
        isBlocked[account] = blocked;
    }

    /// @notice During the next transfer, calls `callee` with `callback` as this contract.
    function setCallback(address callee_, bytes calldata callback_) external {
        (callee, callback, called) = (callee_, callback_, false);
    }

    function mint(address to, uint256 amount) external {
        shares[to] += amount;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        return true;
    }

    function balanceOf(address account) public view returns (uint256) {
        return (shares[account] * index) / 1000;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        return _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        allowance[from][msg.sender] -= amount;
        return _move(from, to, amount);
    }

    function _move(address from, address to, uint256 amount) private returns (bool) {
        if (isBlocked[from]) revert Blocked(from);
        if (isBlocked[to]) revert Blocked(to);
        if (trick == Trick.Revert) revert Tricked();
        if (trick == Trick.ReturnFalse) return false;
        if (trick == Trick.Lie) return true;
        amount = (amount * 1000) / index;
        shares[from] -= amount;
        shares[to] += amount;
        if (trick == Trick.TakeFee) --shares[to];
        if (trick == Trick.GiveMore) ++shares[to];
        if (callee != address(0)) {
            address target = callee;
            callee = address(0);
            called = true;
            (callbackSucceeded, callbackResult) = target.call(callback);
        }
        if (trick == Trick.ReturnNothing) {
            assembly {
                return(0, 0)
            }
        }
        return true;
    }
}
