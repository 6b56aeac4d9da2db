import { z } from 'astro/zod';

/** The shape of `lessons/<id>/exercise.yaml`; docs/authoring.md explains it to authors. */

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words with hyphens');
const words = z.string().trim().min(1, 'is empty');
const localized = z.strictObject({ en: words, 'zh-cn': words });
const fileName = z.string().regex(/^[a-z0-9-]+\.ts$/, 'must be a kebab-case file name that ends in .ts');
const fileOrTestName = z
  .string()
  .regex(/^[a-z0-9-]+(\.test)?\.ts$/, 'must be a kebab-case file name that ends in .ts or .test.ts');
const check = z.strictObject({ id, title: localized });

/** What every exercise has. */
const common = {
  id,
  /** Slug of the chapter that the exercise belongs to. */
  chapter: id,
  /** Place within the chapter, from 1. */
  order: z.int().positive(),
  title: localized,
  /** One or two sentences, under the title. */
  summary: localized,
  /** Markdown. */
  task: localized,
  /** What must be there for the checks to be made at all. */
  needs: z.array(z.enum(['turn', 'stun'])).default([]),
  /** Markdown, in the order in which they are shown. */
  hints: z.array(z.strictObject({ id, text: localized })).min(1),
  /**
   * Typical wrong answers: the check that must fail on each, and the hint that it must offer.
   * For tests and authors only; their titles say what is wrong and are shown nowhere.
   */
  mistakes: z.array(z.strictObject({ name: id, check: id, hint: id, title: localized })).default([]),
};

/** One module in the browser's frame; checks/index.ts judges what was observed there. */
const browserExercise = z.strictObject({
  ...common,
  runtime: z.literal('browser'),
  /** The file that the runner loads. */
  entry: fileName,
  files: z.array(fileName).min(1),
  /** What the entry must export. */
  exports: z.array(z.string().min(1)).min(1),
  checks: z.array(check).min(1),
});

/** What a program of several modules has. */
const program = {
  /** The file that the editor opens first. */
  entry: fileOrTestName,
  files: z.array(fileOrTestName).min(1),
  /** Files that are given, and that the learner can't change. */
  readOnly: z.array(fileOrTestName).default([]),
};

/** Modules as Node has them; checks/*.check.ts are tests for `node --test`, one for each check. */
const nodeExercise = z.strictObject({
  ...common,
  runtime: z.literal('node'),
  ...program,
  /** What the page can try the program with, beside the checks: it runs `main.ts` for that. */
  try: z.enum(['two-peers']).optional(),
  /** A test can't name the hint that helps when it fails, so the check does. */
  checks: z.array(check.extend({ hint: id })).min(1),
});

/** A program, `main.ts`, that is a host of a scene of the Lab; checks/index.ts makes the scene and reads its trace. */
const labExercise = z.strictObject({
  ...common,
  runtime: z.literal('lab'),
  ...program,
  checks: z.array(check).min(1),
});

export const exerciseSchema = z.discriminatedUnion('runtime', [browserExercise, nodeExercise, labExercise]);

export type ExerciseDescription = z.infer<typeof exerciseSchema>;
export type BrowserDescription = z.infer<typeof browserExercise>;
export type NodeDescription = z.infer<typeof nodeExercise>;
export type LabDescription = z.infer<typeof labExercise>;

/** One thing that is wrong, at a place in the file: `checks[0].title.zh-cn` `is missing`. */
export interface Problem {
  readonly field: string;
  readonly message: string;
}

/** Checks the shape of a parsed exercise.yaml; answers it or everything that is wrong with it. */
export function checkDescription(
  value: unknown,
): { readonly description: ExerciseDescription } | { readonly problems: readonly Problem[] } {
  const parsed = exerciseSchema.safeParse(value, { error: wording });
  if (parsed.success) return { description: parsed.data };
  return {
    problems: parsed.error.issues.map(({ path, message }) => ({ field: fieldName(path), message })),
  };
}

type Issue = Parameters<z.core.$ZodErrorMap>[0];

function wording(issue: Issue): string | undefined {
  const missing = issue.code === 'invalid_type' || issue.code === 'invalid_value';
  if (issue.input === undefined && missing) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${issue.expected}`;
    case 'unrecognized_keys':
      return `does not know ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
    case 'invalid_union': {
      const { runtime } = issue.input as { readonly runtime?: unknown };
      return runtime === undefined ? 'is missing' : 'must be browser, node or lab';
    }
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'array' ? 'needs at least one entry' : undefined;
    default:
      return undefined;
  }
}

/** `['checks', 0, 'title', 'zh-cn']` → `checks[0].title.zh-cn` */
function fieldName(path: readonly PropertyKey[]): string {
  const name = path.reduce<string>(
    (text, part) => text + (typeof part === 'number' ? `[${part}]` : `${text && '.'}${String(part)}`),
    '',
  );
  return name || '(the file)';
}
