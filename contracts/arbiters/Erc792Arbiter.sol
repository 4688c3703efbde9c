// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IArbitrator, IErc792Arbiter} from "../interfaces/IErc792Arbiter.sol";
import {Terms} from "../interfaces/IMarkets.sol";
import {IOptimisticResolver, OptimisticState} from "../interfaces/IOptimisticResolver.sol";

/// @dev See the interface, which is the specification.
contract Erc792Arbiter is IErc792Arbiter, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @param ruling What the court said, plus one; zero until it has.
    struct Dispute {
        uint256 marketId;
        bytes32 proposalId;
        address payer;
        uint96 outcomeCount;
        uint256 ruling;
    }

    IOptimisticResolver public immutable resolver;
    IArbitrator public immutable arbitrator;

    /// @dev The court's own parameters: which of its courts, how many jurors.
    bytes private _extraData;
    mapping(uint256 disputeId => Dispute) private _disputes;
    mapping(bytes32 proposalId => uint256) public disputeOf;
    mapping(address account => mapping(address token => uint256)) public rewardOf;

    constructor(IOptimisticResolver resolver_, IArbitrator arbitrator_, bytes memory extraData) {
        (resolver, arbitrator, _extraData) = (resolver_, arbitrator_, extraData);
    }

    function requestRuling(
        uint256 marketId,
        string calldata evidenceUri
    ) external payable nonReentrant returns (uint256 disputeId) {
        // Check:
        (OptimisticState state, ) = resolver.stateOf(marketId);
        bool mine = resolver.policyOf(marketId).arbiter == address(this);
        require(mine && state == OptimisticState.Disputed, NothingToArbitrate(marketId));
        bytes32 proposalId = resolver.proposalOf(marketId).id;
        uint256 existing = disputeOf[proposalId];
        if (existing != 0) revert AlreadyRequested(proposalId, existing - 1);
        uint256 fee = cost();
        require(msg.value >= fee, FeeTooLow(msg.value, fee));

        // Interaction: only the court knows the dispute's id; a ruling in this very call finds no dispute
        uint96 outcomeCount = uint96(_market(marketId).outcomeCount);
        disputeId = arbitrator.createDispute{value: fee}(uint256(outcomeCount) + 2, _extraData);

        // Effect:
        _disputes[disputeId] = Dispute(marketId, proposalId, msg.sender, outcomeCount, 0);
        disputeOf[proposalId] = disputeId + 1;
        emit RulingRequested(marketId, proposalId, disputeId, msg.sender, fee, evidenceUri);

        // Interaction:
        _return(msg.value - fee);
    }

    function rule(uint256 disputeId, uint256 ruling) external {
        // Check:
        require(msg.sender == address(arbitrator), NotArbitrator(msg.sender, address(arbitrator)));
        Dispute storage dispute = _disputes[disputeId];
        require(dispute.payer != address(0) && dispute.ruling == 0, NotPending(disputeId));

        // Effect: no valid ruling is near the largest number; what is out of range counts as a refusal
        bool valid = ruling <= uint256(dispute.outcomeCount) + 2;
        dispute.ruling = (valid ? ruling : 0) + 1;
        emit Ruling(arbitrator, disputeId, ruling);
    }

    function enforce(uint256 disputeId) external nonReentrant {
        Dispute memory dispute = _disputes[disputeId];

        // Check:
        require(dispute.ruling > 1, NothingToEnforce(disputeId));

        // Effect:
        _disputes[disputeId].ruling = 1;
        address token = _market(dispute.marketId).collateral;
        uint256 reward = resolver.withdrawable(address(this), token);

        // Interaction: the resolver refuses a ruling that comes too late or names another proposal
        _enforce(dispute);

        // Effect: what the ruling brought
        reward = resolver.withdrawable(address(this), token) - reward;
        rewardOf[dispute.payer][token] += reward;
        emit Enforced(dispute.marketId, dispute.proposalId, disputeId, reward);
    }

    function withdrawReward(address token) external nonReentrant returns (uint256 amount) {
        // Check:
        amount = rewardOf[msg.sender][token];
        require(amount != 0, NoReward(msg.sender, token));

        // Effect:
        rewardOf[msg.sender][token] = 0;
        emit RewardWithdrawn(msg.sender, token, amount);

        // Interaction: everybody's rewards come at once, what is left stays for the others
        if (resolver.withdrawable(address(this), token) != 0) resolver.withdraw(token, address(this));
        IERC20(token).safeTransfer(msg.sender, amount);
    }

    function cost() public view returns (uint256) {
        return arbitrator.arbitrationCost(_extraData);
    }

    // ------------------------------------------------------------------ internal

    function _enforce(Dispute memory dispute) private {
        uint256 choice = dispute.ruling - 1;
        uint256 outcomeCount = dispute.outcomeCount;
        if (choice == outcomeCount + 2) {
            resolver.ruleTooEarly(dispute.marketId, dispute.proposalId, "", bytes32(0));
            return;
        }
        uint64[] memory payouts = new uint64[](outcomeCount);
        for (uint256 i; i < outcomeCount; ++i) {
            if (choice == i + 1 || choice == outcomeCount + 1) payouts[i] = 1;
        }
        resolver.rule(dispute.marketId, dispute.proposalId, payouts, "", bytes32(0));
    }

    function _market(uint256 marketId) private view returns (Terms memory) {
        return resolver.markets().termsOf(marketId);
    }

    function _return(uint256 amount) private {
        if (amount == 0) return;
        (bool success, ) = msg.sender.call{value: amount}("");
        require(success, ReturnFailed(msg.sender, amount));
    }
}
