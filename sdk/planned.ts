import type { Address } from "viem";
import type { Call, Token } from "./types.ts";

/** Who sends a call, through which `Markets` contract, and until when it may be mined. */
export interface Sending {
  markets: Address;
  /** Sends the call, and receives what it gives. */
  account: Address;
  /** Unix seconds; see `getDeadline`. */
  deadline: bigint;
}

/** What a call takes from whoever sends it, in base units: at most this much. */
export interface Payment {
  token: Token;
  amount: bigint;
}

/** A call that is ready but for who sends it and until when: what `sendPaying` takes. */
export interface Planned {
  call: (sending: Sending) => Call;
  /** None if the call takes nothing. */
  payment?: Payment;
}
