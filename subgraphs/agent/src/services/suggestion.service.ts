import { AppError } from '@mas/kit/errors';
import { suggestQuestions } from '../analyst/offline/suggestions.ts';
import type { FileDirectory, OnBehalfOf } from '../directory/directory.ts';

/** Questions that a dataset's profile suggests: no model is asked. One service a request. */
export interface SuggestionService {
  /** @throws AppError NOT_FOUND when the caller has no such file, BAD_USER_INPUT for too many files in one request. */
  suggest(fileId: string, caller: OnBehalfOf): Promise<readonly string[]>;
}

/** Each is a profile from the file service. */
const maxFiles = 10;

export function createSuggestionService(files: FileDirectory): SuggestionService {
  const suggested = new Map<string, Promise<readonly string[]>>();
  return {
    suggest(fileId, caller) {
      const known = suggested.get(fileId);
      if (known !== undefined) return known;
      if (suggested.size >= maxFiles) {
        throw new AppError('BAD_USER_INPUT', `Suggested questions are for ${maxFiles} files at most in one request.`);
      }
      const suggesting = files.find(fileId, caller).then(suggestQuestions);
      suggested.set(fileId, suggesting);
      return suggesting;
    },
  };
}
