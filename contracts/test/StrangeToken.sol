// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice How a token answers once it has turned.
enum Manner {
    Honest,
    /// Every call reverts.
    Refuse,
    /// Every call takes all the gas that there is.
    BurnGas,
    /// Every call answers with no bytes.
    SayNothing,
    /// Every call answers 32 bytes that mean nothing.
    Rubbish,
    /// 300 decimals: more than a byte holds.
    ManyDecimals,
    /// A symbol and a name of a megabyte.
    LongSymbol,
    /// Other decimals and another symbol than before.
    ChangeMind,
    /// Answers whoever holds it, refuses everybody else.
    HoldersOnly,
    /// Every call reverts with a megabyte of data.
    LongRefusal
}

/// @notice A collateral like any other when its markets are made, and a stranger's worst afterwards.
contract StrangeToken is ERC20 {
    Manner public manner;

    constructor() ERC20("United States dollar", "USD") {}

    function decimals() public view override returns (uint8) {
        _play();
        if (manner == Manner.ManyDecimals) _return(abi.encode(uint256(300)));
        return manner == Manner.ChangeMind ? 18 : 6;
    }

    function symbol() public view override returns (string memory) {
        _play();
        if (manner == Manner.LongSymbol) return string(new bytes(1 << 20));
        return manner == Manner.ChangeMind ? unicode"ETH\u202e\u0000" : super.symbol();
    }

    function name() public view override returns (string memory) {
        _play();
        return manner == Manner.LongSymbol ? string(new bytes(1 << 20)) : super.name();
    }

    function balanceOf(address account) public view override returns (uint256) {
        _play();
        return super.balanceOf(account);
    }

    function totalSupply() public view override returns (uint256) {
        _play();
        return super.totalSupply();
    }

    function allowance(address owner, address spender) public view override returns (uint256) {
        _play();
        return super.allowance(owner, spender);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        _play();
        return super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        _play();
        return super.transferFrom(from, to, amount);
    }

    function turn(Manner manner_) external {
        manner = manner_;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function _play() private view {
        if (manner == Manner.Refuse) revert("no");
        if (manner == Manner.BurnGas) {
            assembly {
                invalid()
            }
        }
        if (manner == Manner.SayNothing) {
            assembly {
                return(0, 0)
            }
        }
        if (manner == Manner.Rubbish) _return(abi.encode(keccak256("rubbish")));
        if (manner == Manner.HoldersOnly && super.balanceOf(msg.sender) == 0) revert("holders only");
        if (manner == Manner.LongRefusal) {
            assembly {
                revert(0, shl(20, 1))
            }
        }
    }

    function _return(bytes memory answer) private pure {
        assembly {
            return(add(answer, 32), mload(answer))
        }
    }
}
