// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice The cheat codes that the Solidity tests use.
interface Vm {
    function warp(uint256 timestamp) external;
    function prank(address sender) external;
    function startPrank(address sender) external;
    function stopPrank() external;
    function assume(bool condition) external pure;
    function addr(uint256 key) external pure returns (address);
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    /// @dev By artifact, so that a test need not be compiled again when the contract changes.
    function getCode(string calldata artifact) external view returns (bytes memory creationCode);
}

Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
