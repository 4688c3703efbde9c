// SPDX-License-Identifier: MIT
// solhint-disable one-contract-per-file, const-name-snakecase
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @notice A token that anybody can mint, without a permit: the others are this one and a way of their own to be paid with.
contract PlainToken is ERC20 {
    constructor(string memory name_) ERC20(name_, "USD") {}

    function decimals() public pure override returns (uint8) {
        return 6;
    }

    function faucet(uint256 amount) external {
        _mint(msg.sender, amount);
    }
}

/// @notice An ERC-2612 permit whose domain has the version that the token was made with. It tells its separator and nothing else of it.
contract VersionToken is PlainToken, EIP712 {
    error BadPermit();

    bytes32 private constant TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );
    mapping(address owner => uint256) public nonces;
    string public version;

    constructor(string memory version_) PlainToken("Version") EIP712("Version", version_) {
        version = version_;
    }

    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    function permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        bytes32 digest = _hashTypedDataV4(
            keccak256(abi.encode(TYPEHASH, owner, spender, value, nonces[owner]++, deadline))
        );
        if (block.timestamp > deadline || !_isSigned(owner, digest, abi.encodePacked(r, s, v))) revert BadPermit();
        _approve(owner, spender, _granted(value));
    }

    function _isSigned(address owner, bytes32 digest, bytes memory signature) internal view virtual returns (bool) {
        return ECDSA.recover(digest, signature) == owner;
    }

    function _granted(uint256 value) internal pure virtual returns (uint256) {
        return value;
    }
}

/// @notice Asks an account that has code for what it thinks of a signature, as newer dollars do.
contract AskingToken is VersionToken {
    constructor() VersionToken("2") {}

    function _isSigned(address owner, bytes32 digest, bytes memory signature) internal view override returns (bool) {
        return SignatureChecker.isValidSignatureNow(owner, digest, signature);
    }
}

/// @notice Looks like ERC-2612, and allows everything whatever was signed.
contract GreedyToken is VersionToken {
    constructor() VersionToken("1") {}

    function _granted(uint256) internal pure override returns (uint256) {
        return type(uint256).max;
    }
}

/// @notice The older permit: everything or nothing.
contract OlderPermitToken is PlainToken, EIP712 {
    error BadPermit();

    bytes32 public constant PERMIT_TYPEHASH = keccak256(
        "Permit(address holder,address spender,uint256 nonce,uint256 expiry,bool allowed)"
    );
    mapping(address owner => uint256) public nonces;

    constructor() PlainToken("Older") EIP712("Older", "1") {}

    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    function version() external pure returns (string memory) {
        return "1";
    }

    function permit(
        address holder,
        address spender,
        uint256 nonce,
        uint256 expiry,
        bool allowed,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        bytes32 digest = _hashTypedDataV4(
            keccak256(abi.encode(PERMIT_TYPEHASH, holder, spender, nonce, expiry, allowed))
        );
        if (ECDSA.recover(digest, v, r, s) != holder || nonce != nonces[holder]++) revert BadPermit();
        _approve(holder, spender, allowed ? type(uint256).max : 0);
    }
}

/// @notice Changes an allowance only from or to nothing, says no in words of its own, and returns nothing.
contract ZeroFirstToken {
    uint8 public constant decimals = 6;
    string public constant name = "Zero first";
    string public constant symbol = "USD";
    mapping(address account => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    function faucet(uint256 amount) external {
        balanceOf[msg.sender] += amount;
    }

    function approve(address spender, uint256 amount) external {
        require(amount == 0 || allowance[msg.sender][spender] == 0, "zero first");
        allowance[msg.sender][spender] = amount;
    }

    function transfer(address to, uint256 amount) external {
        _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external {
        require(allowance[from][msg.sender] >= amount, "computer says no");
        allowance[from][msg.sender] -= amount;
        _move(from, to, amount);
    }

    function _move(address from, address to, uint256 amount) private {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}
