import { maxTrade } from "../../../../sdk/maxTrade.ts";
import { estimateTrade } from "./estimateTrade.ts";
import { isWorse, planTicket } from "./planTicket.ts";

/** The ticket's exact arithmetic and the words of what it refuses: a fifth of the page's scripts, apart from those that draw it. */
export const pricing = { estimateTrade, isWorse, maxTrade, planTicket };
