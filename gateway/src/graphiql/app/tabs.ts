const signIn = `# 1. Make an account, or sign in: the other tabs
#    then bear the token of the answer. Another
#    one, in the headers of any tab, serves all:
#    { "authorization": "Bearer <accessToken>" }
#    Signed in on the page? Then go on with 2.
mutation Register(
  $email: EmailAddress!
  $password: String!
) {
  register(email: $email, password: $password) {
    accessToken
    expiresIn
    user { id email }
  }
}

mutation Login(
  $email: String!
  $password: String!
) {
  login(email: $email, password: $password) {
    accessToken
    expiresIn
  }
}`;

const session = `# 2. Open a session: it becomes the active one.
mutation CreateSession {
  createSession(title: "First look") {
    id
    title
    active
  }
}`;

const upload = (origin: string) => `# 3. Upload a dataset: on the page, or from a
#    terminal (editors attach no files):
#
# curl ${origin}/graphql \\
# -H "authorization: Bearer <accessToken>" \\
# -F operations='{"variables":{"f":null},"query":
# "mutation($f:Upload!){uploadFile(file:$f){id}}"
# }' -F map='{"0":["variables.f"]}' \\
# -F 0=@data.csv
#
#    It is then the session's active file:
query ActiveFile {
  me {
    activeSession {
      title
      activeFile {
        id
        name
        summary
        profile {
          rows
          columns { name type nulls distinct }
        }
      }
    }
  }
}`;

const files = `# 4. Say what columns hold where their names do
#    not: who answers reads it. And have questions
#    look at two files, which they can then join.
mutation NoteColumns($first: ID!) {
  updateFile(id: $first, columnNotes: [
    { column: "bm", note: "Body mass, in grams" }
  ]) {
    columnNotes { column note }
  }
}

mutation ActivateOneMore($other: ID!) {
  activateFile(id: $other, keepOthers: true) {
    name
  }
}

query ActiveFiles {
  me { activeSession { activeFiles { id name } } }
}`;

const ask = `# 5. Ask about the active files, then take the
#    run's id to the variables of the next tab.
mutation Ask($question: String!) {
  ask(question: $question) {
    id
    status
  }
}`;

const events = `# 6. Follow the run from its first event. With
#    "after" it goes on behind one you have.
subscription RunEvents($runId: ID!) {
  runEvents(runId: $runId, after: 0) {
    __typename
    seq
    at
    run {
      status
      session { title user { email } }
      file { name }
    }
    ... on StepStarted { label }
    ... on PlanReady {
      interpretation
      subtasks { title kind }
    }
    ... on CodeWritten { source }
    ... on CodeOutput { output result }
    ... on TextDelta { text }
    ... on ArtifactCreated {
      artifact { kind title }
    }
    ... on RunFinished { report totalMs }
    ... on RunFailed { error { code message } }
  }
}`;

const rerun = `# 7. Run an answer's code again, edited by hand,
#    and follow the new run. No edit is repaired.
mutation Rerun(
  $runId: ID!
  $edits: [CodeEdit!]!
) {
  rerun(id: $runId, edits: $edits) {
    id
    status
    rerunOf { id }
  }
}`;

const exported = `# 8. Take an answer along: as Markdown, as a page
#    that needs nothing else, or as a notebook. A
#    session has the same field, for all answers.
query Export(
  $runId: ID!
  $format: ExportFormat!
) {
  run(id: $runId) {
    followUps
    code { subtask attempt source }
    export(format: $format) {
      fileName mediaType content
    }
  }
}`;

const json = (value: object): string => JSON.stringify(value, null, 2);

export interface Tab {
  readonly query: string;
  readonly variables?: string;
}

/** The whole journey, a tab a step, for a graph that is at that origin. Lines fit into half a window. */
export function createTabs(origin: string): readonly Tab[] {
  return [
    { query: signIn, variables: json({ email: 'ada@example.org', password: 'correct horse' }) },
    { query: session },
    { query: upload(origin) },
    { query: files, variables: json({ first: '', other: '' }) },
    { query: ask, variables: json({ question: 'What is in this dataset?' }) },
    { query: events, variables: json({ runId: '' }) },
    { query: rerun, variables: json({ runId: '', edits: [{ subtask: 0, source: 'result(6 * 7);' }] }) },
    { query: exported, variables: json({ runId: '', format: 'MARKDOWN' }) },
  ];
}
