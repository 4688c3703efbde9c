import { parseAbi } from "viem";

/** The part of Reality.eth 3.0 that is used here; a test holds it against its published ABI. */
export const realityAbi = parseAbi([
  "function submitAnswer(bytes32 question_id, bytes32 answer, uint256 max_previous) payable",
  "function claimMultipleAndWithdrawBalance(bytes32[] question_ids, uint256[] lengths, bytes32[] hist_hashes, address[] addrs, uint256[] bonds, bytes32[] answers)",
  "function withdraw()",
  "function balanceOf(address) view returns (uint256)",
  "function getBestAnswer(bytes32 question_id) view returns (bytes32)",
  "function getBond(bytes32 question_id) view returns (uint256)",
  "function getFinalizeTS(bytes32 question_id) view returns (uint32)",
  "function getHistoryHash(bytes32 question_id) view returns (bytes32)",
  "function isFinalized(bytes32 question_id) view returns (bool)",
  "event LogNewAnswer(bytes32 answer, bytes32 indexed question_id, bytes32 history_hash, address indexed user, uint256 bond, uint256 ts, bool is_commitment)",
  "event LogNotifyOfArbitrationRequest(bytes32 indexed question_id, address indexed user)",
  "event LogCancelArbitration(bytes32 indexed question_id)",
  "event LogFinalize(bytes32 indexed question_id, bytes32 indexed answer)",
]);

/** What an arbitrator of Reality.eth offers. */
export const arbitratorAbi = parseAbi([
  "function getDisputeFee(bytes32 question_id) view returns (uint256)",
  "function requestArbitration(bytes32 question_id, uint256 max_previous) payable returns (bool)",
]);
