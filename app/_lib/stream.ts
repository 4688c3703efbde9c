import { createStore } from "./store.ts";

const open = createStore(false);

/** Whether the page hears at once of what happens on the chain. */
export const stream = { isOpen: open.get, setOpen: open.set, subscribe: open.subscribe };
