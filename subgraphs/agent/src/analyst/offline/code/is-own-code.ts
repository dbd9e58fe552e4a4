import type { SubtaskResult } from '../../analyst.ts';
import type { Catalog } from '../catalog.ts';
import type { AnalysisRequest } from '../request.ts';
import { writeRequestCode } from './write-code.ts';

/** Whether code is what this analyst writes for a request. What it repaired is its own as well. */
export function isOwnCode({ code, repairs }: SubtaskResult, request: AnalysisRequest, catalog: Catalog): boolean {
  return code === undefined || repairs > 0 || code === writeRequestCode(request, catalog);
}
