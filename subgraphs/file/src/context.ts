import type { RequestContext } from '@mas/kit/graphql-context';
import type { PreviewReader } from './preview/preview-reader.ts';
import type { ActiveFileService } from './services/active-file.service.ts';
import type { FileService } from './services/file.service.ts';
import type { UploadService } from './services/upload.service.ts';

/** What a resolver of this subgraph has. */
export interface Context extends RequestContext {
  readonly files: FileService;
  readonly activeFiles: ActiveFileService;
  readonly uploads: UploadService;
  readonly previews: PreviewReader;
}
