import { z } from 'zod';

const count = (byDefault: number) => z.coerce.number().int().positive().default(byDefault);
const mebibyte = 1024 * 1024;

/** The choices of this service that are no matter of addresses: also for a process that runs it beside others. */
export const agentSettingsEnv = {
  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_BASE_URL: z.url().optional(),
  /** For all three kinds of call; the three below win. */
  ANTHROPIC_MODEL: z.string().optional(),
  ANTHROPIC_DECIDE_MODEL: z.string().optional(),
  ANTHROPIC_CODE_MODEL: z.string().optional(),
  ANTHROPIC_REPORT_MODEL: z.string().optional(),
  /** Started kernels that wait for a run. */
  SANDBOX_SPARE_KERNELS: count(2),
  SANDBOX_MEMORY_MB: count(1024),
  /** Of one piece of code, in a thorough answer and in a quick one. */
  SANDBOX_TIMEOUT_SECONDS: count(30),
  SANDBOX_QUICK_TIMEOUT_SECONDS: count(20),
  RUN_CONCURRENCY: count(4),
  RUN_CONCURRENCY_PER_USER: count(2),
  RUN_WAITING_PER_USER: count(10),
  RUN_WAITING: count(500),
  RUN_TIMEOUT_MINUTES: count(15),
};

type AgentSettingsEnv = z.output<z.ZodObject<typeof agentSettingsEnv>>;

/** The part of AgentConfig that the variables above decide. */
export function agentSettings(env: AgentSettingsEnv) {
  const { ANTHROPIC_MODEL: model, ANTHROPIC_API_KEY: apiKey } = env;
  const models = {
    decide: env.ANTHROPIC_DECIDE_MODEL ?? model,
    code: env.ANTHROPIC_CODE_MODEL ?? model,
    report: env.ANTHROPIC_REPORT_MODEL ?? model,
  };
  return {
    claude: apiKey === undefined ? undefined : { apiKey, baseUrl: env.ANTHROPIC_BASE_URL, models },
    sandbox: {
      spareKernels: env.SANDBOX_SPARE_KERNELS,
      limits: { memoryBytes: env.SANDBOX_MEMORY_MB * mebibyte, timeoutMs: env.SANDBOX_TIMEOUT_SECONDS * 1000 },
    },
    codeTimeoutMs: {
      TECHNICAL: env.SANDBOX_TIMEOUT_SECONDS * 1000,
      QUICK: env.SANDBOX_QUICK_TIMEOUT_SECONDS * 1000,
    },
    limits: {
      concurrency: env.RUN_CONCURRENCY,
      concurrencyPerUser: env.RUN_CONCURRENCY_PER_USER,
      waitingPerUser: env.RUN_WAITING_PER_USER,
      waitingInAll: env.RUN_WAITING,
    },
    runTimeoutMs: env.RUN_TIMEOUT_MINUTES * 60_000,
  };
}
