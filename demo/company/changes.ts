import { addDays, calendarDate } from '../../src/kernel/calendar.ts';
import { type Instant, instant } from '../../src/kernel/time.ts';
import { at, dayOf, isWorkday, someTime, someWorkday, workLater, YEAR } from '../clock.ts';
import type { Random } from '../random.ts';
import { withBaseMerges } from './base-merges.ts';
import { describeChange, type Wording } from './change-wording.ts';
import { identityOf, isEmployed } from './people.ts';
import { shareOf, takesChanges } from './repositories.ts';
import type { Approval, Change, ChangeCommit, Person, Repository } from './world.ts';

/** When a change was worked on, approved and landed; nothing said yet of what it was. */
interface Course {
  readonly repository: Repository;
  readonly branchedAt: Instant;
  readonly commitsAt: readonly Instant[];
  readonly approvedAt: Instant;
  readonly landedAt: Instant;
}

const LAST_LANDING = at(calendarDate('2025-12-30'), '17:30');
const LAST_EARLY_LANDING = at(calendarDate('2024-12-20'), '17:30');

/** `count` changes that landed in the audited year, and a thirtieth of that from the quarter before it; each ticketed, and approved by another person before it landed. */
export function makeChanges(random: Random, people: readonly Person[], repositories: readonly Repository[], count: number) {
  const taken = new Set<string>();
  const early = makeCourses(random.fork('early'), repositories, Math.ceil(count / 30), taken, false);
  const year = makeCourses(random.fork('year'), repositories, count, taken, true);
  const courses = [...early, ...year].sort((a, b) => a.branchedAt - b.branchedAt);
  const numbers = new Map<string, number>();
  const files = filePicker();
  const made = courses.map((course, index) => {
    const number = (numbers.get(course.repository.id) ?? 0) + 1;
    numbers.set(course.repository.id, number);
    return makeChange(random, course, number, 100 + index, people, files);
  });
  const changes = withBaseMerges(
    random.fork('base merges'),
    made.map(({ change }) => change),
  );
  const approvals = made.map(({ approver, approvedAt }, index) => approve(changes[index] as Change, approver, approvedAt, index));
  return { changes: [...changes, ...pushesAfterRetirement(random, people, repositories)], approvals };
}

function makeCourses(random: Random, repositories: readonly Repository[], count: number, taken: Set<string>, inYear: boolean): Course[] {
  const shares = repositories.flatMap((repository) => Array.from({ length: shareOf(repository) }, () => repository));
  const [first, last] = inYear ? ['2025-01-02', '2025-12-19'] : ['2024-10-09', '2024-12-13'];
  const courses: Course[] = [];
  while (courses.length < count) {
    const day = random.chance(0.02)
      ? addDays(calendarDate(first as string), random.integer(0, inYear ? 350 : 60))
      : someWorkday(random, calendarDate(first as string), calendarDate(last as string));
    const course = makeCourse(random, random.pick(shares), someTime(random, day, '08:40', '16:30'));
    const slot = `${course.repository.id} ${course.landedAt}`;
    const fits =
      course.landedAt < (inYear ? LAST_LANDING : LAST_EARLY_LANDING) && takesChanges(course.repository, course.branchedAt, course.landedAt);
    if (!fits || taken.has(slot)) continue;
    taken.add(slot);
    courses.push(course);
  }
  return courses;
}

function makeCourse(random: Random, repository: Repository, branchedAt: Instant): Course {
  // On a day off somebody hurries: the whole change takes an hour.
  const pace = isWorkday(dayOf(branchedAt)) ? 1 : 0.1;
  const after = (from: Instant, least: number, most: number): Instant => workLater(from, Math.round(random.integer(least, most) * pace));
  const commitsAt: Instant[] = [];
  for (let left = random.integer(1, 4); left > 0; left--) commitsAt.push(after(commitsAt.at(-1) ?? branchedAt, 900, 14_400));
  const approvedAt = after(commitsAt.at(-1) as Instant, 600, 20_000);
  return { repository, branchedAt, commitsAt, approvedAt, landedAt: after(approvedAt, 200, 12_000) };
}

/** Files nobody else is changing: what lands in the meantime never conflicts, so a merge from the base is always clean. */
function filePicker() {
  const busyUntil = new Map<string, Instant>();
  return (random: Random, { repository, branchedAt, landedAt }: Course, wanted: number): string[] => {
    const free = repository.paths.filter((path) => (busyUntil.get(`${repository.id}/${path}`) ?? 0) < branchedAt);
    const chosen = free.length >= wanted ? random.shuffled(free).slice(0, wanted) : [`docs/notes/${dayOf(branchedAt)}-${branchedAt % 86_400_000}.md`];
    for (const path of chosen) busyUntil.set(`${repository.id}/${path}`, landedAt);
    return chosen;
  };
}

function makeChange(random: Random, course: Course, number: number, ticket: number, people: readonly Person[], files: ReturnType<typeof filePicker>) {
  const there = people.filter((person) => person.engineer && isEmployed(person, course.branchedAt) && isEmployed(person, course.landedAt));
  const [author, approver, third] = random.shuffled(there) as [Person, Person, Person];
  const paths = files(random, course, random.integer(1, 3));
  const wording = describeChange(random, paths[0] as string, ticket);
  const coAuthors = random.chance(0.08) ? [identityOf(third)] : [];
  const address = random.pick(author.emails);
  const identity = { name: author.name, email: address };
  const commits = course.commitsAt.map(
    (when, index): ChangeCommit => ({
      ...{ key: `c${index + 1}`, kind: 'work', author: identity, coAuthors, at: when },
      message: workMessage(wording, index),
      touches: touchesOf(paths, index, course.commitsAt.length),
    }),
  );
  const change: Change = {
    ...{ id: `${course.repository.id}#${number}`, repository: course.repository.id, pullRequest: number, author: author.id },
    ...{ branch: wording.branch, title: wording.title, branchedAt: course.branchedAt, landedAt: course.landedAt },
    ...{ commits, mergedBy: identity },
  };
  return { change, approver: approver.id, approvedAt: course.approvedAt };
}

function workMessage(wording: Wording, index: number): string {
  return index === 0 ? wording.firstMessage : (wording.laterMessages[(index - 1) % wording.laterMessages.length] as string);
}

/** Each commit changes at least one file, and each file is changed by at least one commit. */
function touchesOf(paths: readonly string[], index: number, commits: number): string[] {
  if (index === commits - 1) return paths.filter((_, path) => path >= index || path === 0);
  return [paths[index % paths.length] as string];
}

/** The approver saw everything up to the last commit before the approval. */
function approve(change: Change, by: string, when: Instant, index: number): Approval {
  const seen = change.commits.filter((commit) => commit.at < when).at(-1) as ChangeCommit;
  return {
    ...{ id: `ap-${String(index + 1).padStart(4, '0')}`, repository: change.repository, pullRequest: change.pullRequest as number },
    ...{ change: change.id, commit: seen.key, by, at: when, withdrawn: null },
  };
}

/** After a repository has left the scope, nobody asks for tickets or approvals there any more; and nothing may be found of it. */
function pushesAfterRetirement(random: Random, people: readonly Person[], repositories: readonly Repository[]): Change[] {
  return repositories.flatMap((repository) => {
    if (repository.scope.until === null) return [];
    const first = addDays(repository.scope.until, 3);
    const days = [first, addDays(first, 16), addDays(first, 41)];
    const author = people.find(({ id }) => id === repository.createdBy) as Person;
    return days.map((day, index) => directPush(repository.id, index + 1, author, someTime(random, day), random.pick(repository.paths)));
  });
}

function directPush(repository: string, number: number, author: Person, when: Instant, path: string): Change {
  const identity = identityOf(author);
  const branchedAt = instant(when - 1000);
  return {
    ...{ id: `${repository}!${number}`, repository, pullRequest: null, author: author.id, branch: 'main', title: 'Switch off another reader' },
    ...{ branchedAt, landedAt: when, mergedBy: identity },
    commits: [{ key: 'c1', kind: 'work', author: identity, coAuthors: [], at: when, message: 'Switch off another reader', touches: [path] }],
  };
}

/** Did it land in the audited year, while its repository was in scope? */
export function isAudited(change: Change, repositories: readonly Repository[]): boolean {
  const scope = repositories.find(({ id }) => id === change.repository)?.scope;
  if (scope === undefined || change.landedAt < YEAR.from || change.landedAt >= YEAR.until) return false;
  const day = dayOf(change.landedAt);
  return scope.since <= day && (scope.until === null || day <= scope.until);
}
