// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FreeToken} from "./FreeToken.sol";

interface ICallee {
    function tokenMoved() external;
}

/// @notice A token that behaves until it is told how to misbehave.
contract HostileToken is FreeToken {
    enum Mode {
        Honest,
        Charging,
        Refusing,
        ReturningFalse,
        ReturningNothing,
        Blocking,
        CallingBack
    }

    Mode public mode;
    /// @notice Who is blocked, or called back.
    address public chosen;

    constructor() FreeToken(6) {}

    function misbehave(Mode mode_, address chosen_) external {
        (mode, chosen) = (mode_, chosen_);
    }

    /// @notice Takes from or gives to a holder, as rebasing tokens do.
    function rebase(address holder, bool up, uint256 amount) external {
        if (up) super._update(address(0), holder, amount);
        else super._update(holder, address(0), amount);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (mode == Mode.ReturningFalse) return false;
        super.transfer(to, amount);
        return _answer();
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        if (mode == Mode.ReturningFalse) return false;
        super.transferFrom(from, to, amount);
        return _answer();
    }

    function _update(address from, address to, uint256 amount) internal override {
        bool moves = from != address(0) && to != address(0);
        require(!moves || mode != Mode.Refusing, "refused");
        require(!moves || mode != Mode.Blocking || (from != chosen && to != chosen), "blocked");
        super._update(from, to, amount);
        if (moves && mode == Mode.Charging) super._update(to, address(0), amount / 100 + 1);
        if (moves && mode == Mode.CallingBack) ICallee(chosen).tokenMoved();
    }

    function _answer() private view returns (bool) {
        if (mode != Mode.ReturningNothing) return true;
        assembly {
            return(0, 0)
        }
    }
}
