import type { AnalystCall } from '../analyst.ts';
import type { ModelGateway, ModelRequest } from './model-call.ts';
import { streamText } from './stream-text.ts';

const cutNotice = '\n\n_This text reached the length limit and ends here._';

/** Markdown for people; a text that had to end too early says so. */
export async function writeText(gateway: ModelGateway, request: ModelRequest, call: AnalystCall): Promise<string> {
  const { text, isCut } = await streamText(gateway, request, call);
  if (!isCut) return text;
  call.onText(cutNotice);
  return text + cutNotice;
}
