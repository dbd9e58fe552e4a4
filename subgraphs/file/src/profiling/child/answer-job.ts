import { type WorkerAnswer, workerJobSchema } from '../worker-protocol.ts';
import { DatasetError } from './dataset-error.ts';
import { profileDataset } from './profile-dataset.ts';

const tooLarge: WorkerAnswer = {
  outcome: 'unsupported',
  message: 'Reading the file takes more memory than there is for it. Upload it with fewer columns, or in parts.',
};

/** Does a job as it came and gives the answer, whatever happens. */
export async function answerJob(job: unknown): Promise<WorkerAnswer> {
  try {
    return { outcome: 'profiled', profile: await profileDataset(workerJobSchema.parse(job)) };
  } catch (error) {
    if (error instanceof DatasetError) return { outcome: 'unsupported', message: error.message };
    const message = Error.isError(error) ? error.message : String(error);
    return message.startsWith('Out of Memory') ? tooLarge : { outcome: 'failed', message };
  }
}
