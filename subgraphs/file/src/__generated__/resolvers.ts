import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { StoredFile as StoredFileModel } from '../db/file.entity.ts';
import type { FilePage as FilePageModel } from '../services/file-page.ts';
import type { SessionReference as SessionReferenceModel } from '../resolvers/session.ts';
import type { UserReference as UserReferenceModel } from '../resolvers/user.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in ISO 8601 with a zone, for example `2026-01-15T10:30:00.000Z`. */
  DateTime: { input: Date; output: Date; }
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown; }
  /** A whole number up to 2^53 - 1. */
  SafeInt: { input: number; output: number; }
  /** A file of the GraphQL multipart request. */
  Upload: { input: Promise<import("graphql-upload-minimal").FileUpload>; output: Promise<import("graphql-upload-minimal").FileUpload>; }
  _FieldSet: { input: string; output: string; }
};

/** What the owner of a dataset says of one of its columns. */
export type ColumnNote = {
  readonly __typename?: 'ColumnNote';
  /** The column's name. */
  readonly column: Scalars['String']['output'];
  /** What it holds: meaning, unit, codes. */
  readonly note: Scalars['String']['output'];
};

/** A note on a column. */
export type ColumnNoteInput = {
  /** The column's name. BAD_USER_INPUT when the dataset has no such column. */
  readonly column: Scalars['String']['input'];
  /** 1,000 characters at most; an empty one takes the note away. */
  readonly note: Scalars['String']['input'];
};

/** One column of a dataset. */
export type ColumnProfile = {
  readonly __typename?: 'ColumnProfile';
  /** How many different values there are. */
  readonly distinct: Scalars['SafeInt']['output'];
  /** Whether `distinct` is an estimate. */
  readonly distinctIsApproximate: Scalars['Boolean']['output'];
  /** Equal-width bins of a numeric column. */
  readonly histogram?: Maybe<ReadonlyArray<HistogramBin>>;
  /** The largest value, as text. */
  readonly max?: Maybe<Scalars['String']['output']>;
  /** The mean of a numeric column. */
  readonly mean?: Maybe<Scalars['Float']['output']>;
  /** The smallest value, as text. */
  readonly min?: Maybe<Scalars['String']['output']>;
  /** The column's name. */
  readonly name: Scalars['String']['output'];
  /** How many rows have no value. */
  readonly nulls: Scalars['SafeInt']['output'];
  /** pandas' name for that type: `int64`, `float64`, `object`, `bool`, `datetime64[ns]`. */
  readonly pandasType: Scalars['String']['output'];
  /** First quartile, median and third quartile of a numeric column. */
  readonly quartiles?: Maybe<ReadonlyArray<Scalars['Float']['output']>>;
  /** The sample standard deviation of a numeric column. */
  readonly standardDeviation?: Maybe<Scalars['Float']['output']>;
  /** The most frequent values, most frequent first. */
  readonly topValues: ReadonlyArray<ValueCount>;
  /** What its values are. */
  readonly type: ColumnType;
};

/** What the values of a column are. */
export type ColumnType =
  /** True or false. */
  | 'BOOLEAN'
  /** Days. */
  | 'DATE'
  /** Days with a time. */
  | 'DATETIME'
  /** Numbers with a fraction. */
  | 'FLOAT'
  /** Whole numbers. */
  | 'INTEGER'
  /** Anything else. */
  | 'TEXT'
  /** Times of day. */
  | 'TIME';

/** An uploaded dataset. */
export type File = {
  readonly __typename?: 'File';
  /** What its owner says of single columns; the agents read it. */
  readonly columnNotes: ReadonlyArray<ColumnNote>;
  /** When it was uploaded. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** What its owner says of it. */
  readonly description: Scalars['String']['output'];
  /** The dataset's number. */
  readonly id: Scalars['ID']['output'];
  /** Its name without the extension; unique among its owner's files. */
  readonly name: Scalars['String']['output'];
  /** Where its Parquet copy is stored: the one that code queries. */
  readonly parquetUri: Scalars['String']['output'];
  /** A window on its rows. */
  readonly preview: Preview;
  /** What is in it, column by column. */
  readonly profile: Profile;
  /** The size of the upload in bytes. */
  readonly sizeBytes: Scalars['SafeInt']['output'];
  /** What kind of storage that is. */
  readonly storageType: StorageType;
  /** Where it is stored: `local://{user_id}_{name}.{extension}`. */
  readonly storageUri: Scalars['String']['output'];
  /** Markdown: how many rows and columns, the columns with their pandas types, then more of the profile. */
  readonly summary: Scalars['String']['output'];
};


/** An uploaded dataset. */
export type FilePreviewArgs = {
  limit?: Scalars['Int']['input'];
  offset?: Scalars['Int']['input'];
};

/** A page of files. */
export type FileConnection = {
  readonly __typename?: 'FileConnection';
  /** The files with their cursors. */
  readonly edges: ReadonlyArray<FileEdge>;
  /** The files alone. */
  readonly nodes: ReadonlyArray<File>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many files there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A file and its place in the list. */
export type FileEdge = {
  readonly __typename?: 'FileEdge';
  /** Pass it as `after` to go on behind this file. */
  readonly cursor: Scalars['String']['output'];
  /** The file. */
  readonly node: File;
};

/** How a file's bytes were read. */
export type FileFormat = {
  readonly __typename?: 'FileFormat';
  /** What separates the fields. */
  readonly delimiter?: Maybe<Scalars['String']['output']>;
  /** `utf-8`, `utf-16le`, `windows-1252`, … */
  readonly encoding: Scalars['String']['output'];
  /** `csv`. */
  readonly kind: Scalars['String']['output'];
};

/** One bar of a histogram. */
export type HistogramBin = {
  readonly __typename?: 'HistogramBin';
  /** How many values lie in it. */
  readonly count: Scalars['SafeInt']['output'];
  /** Where it ends; inclusive for the last bin only. */
  readonly end: Scalars['Float']['output'];
  /** Where the bin starts, inclusive. */
  readonly start: Scalars['Float']['output'];
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Makes a file, named by its id or by its name, the one that a session's questions are about, or one more of them.
   * FAILED_PRECONDITION when a session would have more than 8.
   */
  readonly activateFile: File;
  /**
   * Takes a file, named by its id or by its name, from those that a session's questions are about; the next one moves up.
   * NOT_FOUND when it is not among them.
   */
  readonly deactivateFile: File;
  /**
   * Deletes a file, named by its id or by its name, with its bytes; gives its id. FAILED_PRECONDITION while it is active in
   * the active session.
   */
  readonly deleteFile: Scalars['ID']['output'];
  /** Changes what is said of a file. CONFLICT when the caller has a file of that name. */
  readonly updateFile: File;
  /**
   * Stores and profiles a dataset and makes it the session's active file. CONFLICT when the caller has a file of that name,
   * PAYLOAD_TOO_LARGE over the limit, UNSUPPORTED_FILE when it cannot be read as a dataset, NOT_FOUND without a session,
   * FAILED_PRECONDITION when a session would have more than 8 active files.
   */
  readonly uploadFile: File;
};


export type MutationActivateFileArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  keepOthers?: Scalars['Boolean']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  sessionId?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationDeactivateFileArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
  sessionId?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationDeleteFileArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
};


export type MutationUpdateFileArgs = {
  columnNotes?: InputMaybe<ReadonlyArray<ColumnNoteInput>>;
  description?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
};


export type MutationUploadFileArgs = {
  description?: Scalars['String']['input'];
  details?: InputMaybe<Scalars['Upload']['input']>;
  file: Scalars['Upload']['input'];
  keepOthers?: Scalars['Boolean']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  sessionId?: InputMaybe<Scalars['ID']['input']>;
};

/** Where a page stands in its list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** The last cursor of this page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more follow. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are some before. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The first cursor of this page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** A window on a dataset's rows. */
export type Preview = {
  readonly __typename?: 'Preview';
  /** The columns' names. */
  readonly columns: ReadonlyArray<Scalars['String']['output']>;
  /** The rows; the values in the columns' order. */
  readonly rows: ReadonlyArray<ReadonlyArray<Maybe<Scalars['JSON']['output']>>>;
  /** How many rows the dataset has. */
  readonly totalRows: Scalars['SafeInt']['output'];
};

/** What is in a dataset. */
export type Profile = {
  readonly __typename?: 'Profile';
  /** The columns in their order. */
  readonly columns: ReadonlyArray<ColumnProfile>;
  /** How the bytes were read: encoding and delimiter. */
  readonly format: FileFormat;
  /** How many rows, without the header. */
  readonly rows: Scalars['SafeInt']['output'];
  /** What a reader should know: ragged rows, renamed columns, approximate figures. */
  readonly warnings: ReadonlyArray<Scalars['String']['output']>;
};

export type Query = {
  readonly __typename?: 'Query';
  /** One of the caller's files. NOT_FOUND when there is none with that id. */
  readonly file: File;
};


export type QueryFileArgs = {
  id: Scalars['ID']['input'];
};

export type Session = {
  readonly __typename?: 'Session';
  /** The file that questions of this session are about first, if one is chosen. */
  readonly activeFile?: Maybe<File>;
  /** All files that questions of this session are about, `activeFile` first. Code can join them. */
  readonly activeFiles: ReadonlyArray<File>;
  /** A UUID. */
  readonly id: Scalars['ID']['output'];
};

/** What kind of storage holds a file. */
export type StorageType =
  /** A folder of the file service. */
  | 'LOCAL';

export type User = {
  readonly __typename?: 'User';
  /** The person's files, newest first. */
  readonly files: FileConnection;
  /** The account's number. */
  readonly id: Scalars['ID']['output'];
};


export type UserFilesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  search?: InputMaybe<Scalars['String']['input']>;
};

/** A value and how often it occurs. */
export type ValueCount = {
  readonly __typename?: 'ValueCount';
  /** How many rows have it. */
  readonly count: Scalars['SafeInt']['output'];
  /** The value, as text. */
  readonly value: Scalars['String']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  File: File;
  Session: Session;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  File:
    ( { __typename: 'File' }
    & GraphQLRecursivePick<FederationTypes['File'], {"id":true}> );
  Session:
    ( { __typename: 'Session' }
    & GraphQLRecursivePick<FederationTypes['Session'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  ColumnNote: ResolverTypeWrapper<ColumnNote>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ColumnNoteInput: ColumnNoteInput;
  ColumnProfile: ResolverTypeWrapper<ColumnProfile>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ColumnType: ColumnType;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  File: ResolverTypeWrapper<StoredFileModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  FileConnection: ResolverTypeWrapper<FilePageModel>;
  FileEdge: ResolverTypeWrapper<Omit<FileEdge, 'node'> & { node: ResolversTypes['File'] }>;
  FileFormat: ResolverTypeWrapper<FileFormat>;
  HistogramBin: ResolverTypeWrapper<HistogramBin>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Preview: ResolverTypeWrapper<Preview>;
  Profile: ResolverTypeWrapper<Profile>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  Session: ResolverTypeWrapper<SessionReferenceModel>;
  StorageType: StorageType;
  Upload: ResolverTypeWrapper<Scalars['Upload']['output']>;
  User: ResolverTypeWrapper<UserReferenceModel>;
  ValueCount: ResolverTypeWrapper<ValueCount>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  ColumnNote: ColumnNote;
  String: Scalars['String']['output'];
  ColumnNoteInput: ColumnNoteInput;
  ColumnProfile: ColumnProfile;
  Boolean: Scalars['Boolean']['output'];
  Float: Scalars['Float']['output'];
  DateTime: Scalars['DateTime']['output'];
  File: StoredFileModel;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  FileConnection: FilePageModel;
  FileEdge: Omit<FileEdge, 'node'> & { node: ResolversParentTypes['File'] };
  FileFormat: FileFormat;
  HistogramBin: HistogramBin;
  JSON: Scalars['JSON']['output'];
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Preview: Preview;
  Profile: Profile;
  Query: Record<PropertyKey, never>;
  SafeInt: Scalars['SafeInt']['output'];
  Session: SessionReferenceModel;
  Upload: Scalars['Upload']['output'];
  User: UserReferenceModel;
  ValueCount: ValueCount;
};

export type ColumnNoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ColumnNote'] = ResolversParentTypes['ColumnNote']> = {
  column?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  note?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ColumnProfileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ColumnProfile'] = ResolversParentTypes['ColumnProfile']> = {
  distinct?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  distinctIsApproximate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  histogram?: Resolver<Maybe<ReadonlyArray<ResolversTypes['HistogramBin']>>, ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mean?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nulls?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  pandasType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quartiles?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Float']>>, ParentType, ContextType>;
  standardDeviation?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  topValues?: Resolver<ReadonlyArray<ResolversTypes['ValueCount']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ColumnType'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type FileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['File'] = ResolversParentTypes['File'], FederationReferenceType extends FederationReferenceTypes['File'] = FederationReferenceTypes['File']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['File']> | FederationReferenceType, FederationReferenceType, ContextType>;
  columnNotes?: Resolver<ReadonlyArray<ResolversTypes['ColumnNote']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parquetUri?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  preview?: Resolver<ResolversTypes['Preview'], ParentType, ContextType, RequireFields<FilePreviewArgs, 'limit' | 'offset'>>;
  profile?: Resolver<ResolversTypes['Profile'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  storageType?: Resolver<ResolversTypes['StorageType'], ParentType, ContextType>;
  storageUri?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FileConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FileConnection'] = ResolversParentTypes['FileConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FileEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['File']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FileEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FileEdge'] = ResolversParentTypes['FileEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['File'], ParentType, ContextType>;
};

export type FileFormatResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FileFormat'] = ResolversParentTypes['FileFormat']> = {
  delimiter?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  encoding?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type HistogramBinResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HistogramBin'] = ResolversParentTypes['HistogramBin']> = {
  count?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  end?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  activateFile?: Resolver<ResolversTypes['File'], ParentType, ContextType, RequireFields<MutationActivateFileArgs, 'keepOthers'>>;
  deactivateFile?: Resolver<ResolversTypes['File'], ParentType, ContextType, Partial<MutationDeactivateFileArgs>>;
  deleteFile?: Resolver<ResolversTypes['ID'], ParentType, ContextType, Partial<MutationDeleteFileArgs>>;
  updateFile?: Resolver<ResolversTypes['File'], ParentType, ContextType, RequireFields<MutationUpdateFileArgs, 'id'>>;
  uploadFile?: Resolver<ResolversTypes['File'], ParentType, ContextType, RequireFields<MutationUploadFileArgs, 'description' | 'file' | 'keepOthers'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PreviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Preview'] = ResolversParentTypes['Preview']> = {
  columns?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ReadonlyArray<Maybe<ResolversTypes['JSON']>>>, ParentType, ContextType>;
  totalRows?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type ProfileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Profile'] = ResolversParentTypes['Profile']> = {
  columns?: Resolver<ReadonlyArray<ResolversTypes['ColumnProfile']>, ParentType, ContextType>;
  format?: Resolver<ResolversTypes['FileFormat'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  warnings?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  file?: Resolver<ResolversTypes['File'], ParentType, ContextType, RequireFields<QueryFileArgs, 'id'>>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session'], FederationReferenceType extends FederationReferenceTypes['Session'] = FederationReferenceTypes['Session']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Session']> | FederationReferenceType, FederationReferenceType, ContextType>;
  activeFile?: Resolver<Maybe<ResolversTypes['File']>, ParentType, ContextType>;
  activeFiles?: Resolver<ReadonlyArray<ResolversTypes['File']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface UploadScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Upload'], any> {
  name: 'Upload';
}

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  files?: Resolver<ResolversTypes['FileConnection'], ParentType, ContextType, RequireFields<UserFilesArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ValueCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ValueCount'] = ResolversParentTypes['ValueCount']> = {
  count?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  ColumnNote?: ColumnNoteResolvers<ContextType>;
  ColumnProfile?: ColumnProfileResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  File?: FileResolvers<ContextType>;
  FileConnection?: FileConnectionResolvers<ContextType>;
  FileEdge?: FileEdgeResolvers<ContextType>;
  FileFormat?: FileFormatResolvers<ContextType>;
  HistogramBin?: HistogramBinResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Preview?: PreviewResolvers<ContextType>;
  Profile?: ProfileResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  Session?: SessionResolvers<ContextType>;
  Upload?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
  ValueCount?: ValueCountResolvers<ContextType>;
};

