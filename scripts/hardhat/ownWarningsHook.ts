import type { SolidityHooks } from "hardhat/types/hooks";

const DEPENDENCY = /(^|\/)node_modules\//;

export default async (): Promise<Partial<SolidityHooks>> => ({
  getCompilationJobErrors: async (context, job, output, next) => {
    const errors = await next(context, job, output);
    return errors.filter((error) => error.severity === "error" || !DEPENDENCY.test(error.sourceLocation?.file ?? ""));
  },
});
