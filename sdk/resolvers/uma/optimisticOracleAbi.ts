import { parseAbi } from "viem";

/** The part of UMA's Optimistic Oracle V3 that is used here; a test holds it against UMA's published ABI. */
export const optimisticOracleAbi = parseAbi([
  "struct EscalationManagerSettings { bool arbitrateViaEscalationManager; bool discardOracle; bool validateDisputers; address assertingCaller; address escalationManager; }",
  "struct Assertion { EscalationManagerSettings escalationManagerSettings; address asserter; uint64 assertionTime; bool settled; address currency; uint64 expirationTime; bool settlementResolution; bytes32 domainId; bytes32 identifier; uint256 bond; address callbackRecipient; address disputer; }",
  "function getAssertion(bytes32 assertionId) view returns (Assertion)",
  "function getMinimumBond(address currency) view returns (uint256)",
  "function disputeAssertion(bytes32 assertionId, address disputer)",
  "event AssertionDisputed(bytes32 indexed assertionId, address indexed caller, address indexed disputer)",
  "event AssertionSettled(bytes32 indexed assertionId, address indexed bondRecipient, bool disputed, bool settlementResolution, address settleCaller)",
]);
