/**
 * How an allowance that is missing comes to be. `permit`: signed, in the same transaction. `batch`: both calls as one request to the
 * wallet (EIP-5792). `approval`: transactions of its own.
 */
export type Way = "permit" | "batch" | "approval";
