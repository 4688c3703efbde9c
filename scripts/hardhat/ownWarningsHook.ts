import type { SolidityHooks } from "hardhat/types/hooks";

/** Where the compiler says that a warning stands: `--> ./node_modules/…`. */
const IN_DEPENDENCY = /--> \S*node_modules\//;

export default async (): Promise<Partial<SolidityHooks>> => ({
  getCompilationJobErrors: async (context, job, output, next) => {
    const errors = await next(context, job, output);
    return errors.filter((error) => error.severity === "error" || !IN_DEPENDENCY.test(error.formattedMessage ?? ""));
  },
});
