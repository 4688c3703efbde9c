// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IArbitrable, IArbitrator, IErc792Arbiter} from "../interfaces/IErc792Arbiter.sol";
import {Terms} from "../interfaces/IMarkets.sol";
import {IOptimisticResolver, OptimisticState} from "../interfaces/IOptimisticResolver.sol";
import {PayoutVector} from "../libraries/PayoutVector.sol";

/// @dev See the interface, which is the specification.
contract Erc792Arbiter is IErc792Arbiter, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using PayoutVector for uint64[];

    /// @param ruling What the court said, plus one; zero until it has.
    struct Dispute {
        uint256 marketId;
        bytes32 proposalId;
        address payer;
        uint96 outcomeCount;
        uint256 ruling;
    }

    /// @dev What the court can choose beside the single winners, counted from the number of outcomes.
    uint256 private constant EQUAL_SHARES = 1;
    uint256 private constant PROPOSAL = 2;
    uint256 private constant DISPUTER_ANSWER = 3;
    uint256 private constant NONE_OF_THESE = 4;

    /// @inheritdoc IErc792Arbiter
    IOptimisticResolver public immutable resolver;
    /// @inheritdoc IErc792Arbiter
    IArbitrator public immutable arbitrator;

    /// @dev The court's own parameters: which of its courts, how many jurors.
    bytes private _extraData;
    mapping(uint256 disputeId => Dispute) private _disputes;
    /// @inheritdoc IErc792Arbiter
    mapping(bytes32 proposalId => uint256) public disputeOf;
    /// @inheritdoc IErc792Arbiter
    mapping(address account => mapping(address token => uint256)) public rewardOf;

    constructor(IOptimisticResolver resolver_, IArbitrator arbitrator_, bytes memory extraData) {
        (resolver, arbitrator, _extraData) = (resolver_, arbitrator_, extraData);
    }

    // ------------------------------------------------------------------ asking

    /// @inheritdoc IErc792Arbiter
    function requestRuling(
        uint256 marketId,
        string calldata evidenceUri
    ) external payable nonReentrant returns (uint256 disputeId) {
        // Check: a dispute of ours, not in court yet
        (OptimisticState state, ) = resolver.stateOf(marketId);
        bool isOurs = resolver.policyOf(marketId).arbiter == address(this);
        if (!isOurs || state != OptimisticState.Disputed) revert NothingToArbitrate(marketId);
        bytes32 proposalId = resolver.proposalOf(marketId).id;
        uint256 existing = disputeOf[proposalId];
        if (existing != 0) revert AlreadyRequested(proposalId, existing - 1);

        // Check: the fee is paid
        uint256 fee = cost();
        if (msg.value < fee) revert FeeTooLow(msg.value, fee);

        // Interaction: only the court knows the dispute's id; a ruling in this very call finds no dispute
        uint96 outcomeCount = uint96(_market(marketId).outcomeCount);
        disputeId = arbitrator.createDispute{value: fee}(uint256(outcomeCount) + NONE_OF_THESE, _extraData);

        // Effect: the dispute
        _disputes[disputeId] = Dispute(marketId, proposalId, msg.sender, outcomeCount, 0);
        disputeOf[proposalId] = disputeId + 1;
        emit RulingRequested(marketId, proposalId, disputeId, msg.sender, fee, evidenceUri);

        // Interaction: give back what was paid above the fee
        _return(msg.value - fee);
    }

    /// @inheritdoc IErc792Arbiter
    function submitEvidence(uint256 disputeId, string calldata evidenceUri, bytes32 evidenceHash) external {
        // Check: the court is still to rule
        _pending(disputeId);

        // Effect: for the court and everybody to read
        emit Evidence(arbitrator, disputeId, msg.sender, evidenceUri, evidenceHash);
    }

    /// @inheritdoc IErc792Arbiter
    function appeal(uint256 disputeId) external payable nonReentrant {
        // Check: the court is still to rule, and the fee is paid
        _pending(disputeId);
        uint256 fee = appealCost(disputeId);
        if (msg.value < fee) revert FeeTooLow(msg.value, fee);

        // Effect: for everybody to see
        emit Appealed(disputeId, msg.sender, fee);

        // Interaction: the court refuses outside its time for appeals; give back what was paid above the fee
        arbitrator.appeal{value: fee}(disputeId, _extraData);
        _return(msg.value - fee);
    }

    // ------------------------------------------------------------------ ruling

    /// @inheritdoc IArbitrable
    function rule(uint256 disputeId, uint256 ruling) external {
        // Check: the court, once
        if (msg.sender != address(arbitrator)) revert NotArbitrator(msg.sender, address(arbitrator));
        Dispute storage dispute = _pending(disputeId);

        // Effect: no valid ruling is near the largest number; what is out of range counts as a refusal
        bool isValid = ruling <= uint256(dispute.outcomeCount) + NONE_OF_THESE;
        dispute.ruling = (isValid ? ruling : 0) + 1;
        emit Ruling(arbitrator, disputeId, ruling);
    }

    /// @inheritdoc IErc792Arbiter
    function enforce(uint256 disputeId, uint64[] calldata disputerPayouts) external nonReentrant {
        Dispute memory dispute = _disputes[disputeId];

        // Check: the court ruled, and did not refuse
        if (dispute.ruling <= 1) revert NothingToEnforce(disputeId);

        // Effect: once
        _disputes[disputeId].ruling = 1;

        // Interaction: the resolver refuses a ruling that comes too late or names another proposal
        address token = _market(dispute.marketId).collateral;
        uint256 before = resolver.withdrawable(address(this), token);
        _enforce(dispute, disputerPayouts);
        uint256 reward = resolver.withdrawable(address(this), token) - before;

        // Effect: what the ruling brought is the payer's
        rewardOf[dispute.payer][token] += reward;
        emit Enforced(dispute.marketId, dispute.proposalId, disputeId, reward);
    }

    // ------------------------------------------------------------------ rewards

    /// @inheritdoc IErc792Arbiter
    function withdrawReward(address token) external nonReentrant returns (uint256 amount) {
        // Check: there is something
        amount = rewardOf[msg.sender][token];
        if (amount == 0) revert NoReward(msg.sender, token);

        // Effect: once
        rewardOf[msg.sender][token] = 0;
        emit RewardWithdrawn(msg.sender, token, amount);

        // Interaction: everybody's rewards come at once, what is left stays for the others
        if (resolver.withdrawable(address(this), token) != 0) resolver.withdraw(token, address(this));
        IERC20(token).safeTransfer(msg.sender, amount);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IErc792Arbiter
    function cost() public view returns (uint256) {
        return arbitrator.arbitrationCost(_extraData);
    }

    /// @inheritdoc IErc792Arbiter
    function appealCost(uint256 disputeId) public view returns (uint256) {
        return arbitrator.appealCost(disputeId, _extraData);
    }

    // ------------------------------------------------------------------ internal

    /// @dev Says to the resolver what the court said.
    function _enforce(Dispute memory dispute, uint64[] calldata disputerPayouts) private {
        uint256 choice = dispute.ruling - 1;
        if (choice == dispute.outcomeCount + NONE_OF_THESE) {
            resolver.ruleNeither(dispute.marketId, dispute.proposalId, "", bytes32(0));
        } else if (choice == dispute.outcomeCount + DISPUTER_ANSWER) {
            _enforceDisputerAnswer(dispute, disputerPayouts);
        } else if (choice == dispute.outcomeCount + PROPOSAL) {
            _rule(dispute, resolver.proposalOf(dispute.marketId).payouts);
        } else {
            uint64[] memory payouts = new uint64[](dispute.outcomeCount);
            for (uint256 i; i < payouts.length; ++i) {
                if (choice == i + 1 || choice == dispute.outcomeCount + EQUAL_SHARES) payouts[i] = 1;
            }
            _rule(dispute, payouts);
        }
    }

    function _enforceDisputerAnswer(Dispute memory dispute, uint64[] calldata payouts) private {
        // Check: the payouts are the disputer's answer
        (bytes32 given, bytes32 needed) = (payouts.answerHash(), resolver.proposalOf(dispute.marketId).disputerAnswer);
        if (given != needed) revert WrongAnswer(given, needed);

        // Interaction: rule as the disputer said
        if (payouts.length == 0) resolver.ruleTooEarly(dispute.marketId, dispute.proposalId, "", bytes32(0));
        else _rule(dispute, payouts);
    }

    function _rule(Dispute memory dispute, uint64[] memory payouts) private {
        resolver.rule(dispute.marketId, dispute.proposalId, payouts, "", bytes32(0));
    }

    /// @dev The dispute, which the court has and has not ruled on.
    function _pending(uint256 disputeId) private view returns (Dispute storage dispute) {
        dispute = _disputes[disputeId];
        if (dispute.payer == address(0) || dispute.ruling != 0) revert NotPending(disputeId);
    }

    function _market(uint256 marketId) private view returns (Terms memory) {
        return resolver.markets().termsOf(marketId);
    }

    function _return(uint256 amount) private {
        if (amount == 0) return;
        (bool success, ) = msg.sender.call{value: amount}("");
        if (!success) revert ReturnFailed(msg.sender, amount);
    }
}
