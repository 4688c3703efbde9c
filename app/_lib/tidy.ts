import { createStored } from "./stored.ts";

/** Whether positions that pay nothing any more are put away. */
export const tidy = createStored("presage.hideWorthless", false, Boolean);
