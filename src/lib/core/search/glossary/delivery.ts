import { equal, finds, type GlossaryRow } from './row.ts';

/** Version control, tests, builds and releases. */
export const delivery: readonly GlossaryRow[] = [
	// Version control
	equal('request to merge', 'pull request, merge request'),
	equal('history of code', 'version control, source control, VCS, revision control'),
	equal('one repository for all', 'monorepo, mono repo, monorepository'),
	equal('what changed in a version', 'changelog, change log, release notes'),
	equal('numbers of versions', 'semver, semantic versioning'),
	equal('everybody on the main branch', 'trunk-based development, trunk based'),
	finds(
		'undo a commit',
		'undo commit, undo last commit, take back commit, remove commit, revert changes',
		'git revert, git reset'
	),
	finds(
		'one commit into another branch',
		'copy commit, move commit to other branch, single commit to branch',
		'cherry-pick'
	),
	finds(
		'put aside',
		'save changes without commit, put changes aside, set changes aside',
		'git stash'
	),
	finds(
		'commits tidied',
		'combine commits, squash commits, clean up commits, tidy history, rewrite history',
		'rebase, interactive rebase'
	),
	finds('which commit broke it', 'which commit broke, find bad commit', 'git bisect'),
	finds(
		'not in the repository',
		'exclude file from git, keep file out of git, not commit file',
		'.gitignore'
	),
	// Tests
	equal('tests first', 'TDD, test-driven development, test-first'),
	equal('tests as behavior', 'BDD, behavior-driven development, behaviour-driven development'),
	equal('tests of the whole', 'E2E, end-to-end test'),
	equal('tests by rules', 'property-based testing, QuickCheck'),
	equal('users who try it', 'UAT, user acceptance testing'),
	equal('quality', 'QA, quality assurance'),
	equal('the program before the test', 'SUT, system under test'),
	equal('tests of contracts', 'contract test, consumer-driven contract, Pact'),
	finds(
		'something stands in',
		'fake object, fake service, fake response, replace dependency in test, pretend service, imitate service, simulate api',
		'mock, stub, test double'
	),
	finds(
		'tests that fail now and then',
		'test fails sometimes, sometimes fails, fails randomly, unreliable tests',
		'flaky test'
	),
	finds(
		'how much is tested',
		'how much code tested, untested code, percentage tested, which lines tested',
		'code coverage, test coverage'
	),
	finds(
		'are the tests any good',
		'quality of tests, tests catch bugs, change code to see tests fail',
		'mutation testing'
	),
	finds(
		'a database for tests',
		'real database in tests, database in docker for tests, throwaway database',
		'Testcontainers, integration test'
	),
	finds(
		'the same test with other values',
		'same test different values, same test different inputs, test with many inputs',
		'parameterized test, data-driven test'
	),
	finds(
		'tests through a browser',
		'click buttons in test, automate browser, browser automation, test website, ui test',
		'end-to-end test, Playwright, Selenium'
	),
	finds(
		'tests of an API',
		'test web api, test endpoint, test controller',
		'integration test, WebApplicationFactory'
	),
	finds(
		'time in tests',
		'fake time, fake clock, control time in test',
		'TimeProvider, fake timers, clock'
	),
	finds('values by chance', 'random inputs, garbage input test', 'fuzzing, property-based testing'),
	// Building and releasing
	equal('merged and tested all the time', 'CI, continuous integration'),
	equal('released all the time', 'continuous deployment, continuous delivery'),
	equal('environment in files', 'IaC, infrastructure as code'),
	equal('to a few users first', 'canary release, canary deployment'),
	equal('one after the other', 'rolling update, rolling deployment, rolling upgrade'),
	equal('pipelines of GitHub', 'GitHub Actions, GHA'),
	equal('command line', 'CLI, command-line interface, command line tool'),
	equal('graphical surface', 'GUI, graphical user interface'),
	equal('editor for programs', 'IDE, integrated development environment'),
	equal('editor product', 'VS Code, Visual Studio Code, VSCode'),
	equal('kit for developers', 'SDK, software development kit'),
	equal('code that stays', 'technical debt, tech debt'),
	equal('values from outside', 'env var, environment variable, env variable'),
	finds(
		'new version without a break',
		'without downtime, deploy without stopping, update without interruption, release without outage',
		'zero-downtime deployment, rolling update, blue-green deployment'
	),
	finds(
		'only some get the new one',
		'release to few users, some users first, gradual release, small share of traffic',
		'canary release, feature flag, progressive delivery'
	),
	finds(
		'back to the old version',
		'go back to previous version, back to old version, undo deployment, undo release',
		'rollback'
	),
	finds(
		'tests on each push',
		'run tests automatically, test on push, build automatically, build on push, automatic build',
		'continuous integration, CI pipeline'
	),
	finds(
		'servers from files',
		'create servers automatically, describe infrastructure, script infrastructure, automate servers',
		'infrastructure as code, Terraform, Ansible'
	),
	finds(
		'settings by environment',
		'different settings, settings per environment, change settings without, settings outside code',
		'configuration, environment variable, appsettings'
	),
	finds(
		'works here only',
		'works on my machine, same environment everywhere, same setup for everyone',
		'container, Docker, dev container'
	),
	finds(
		'same result each time',
		'pin versions, exact versions, same versions, locked versions',
		'lockfile, reproducible build'
	),
	equal('exact versions', 'lockfile, lock file'),
	finds(
		'which package',
		'package conflicts, conflicting versions, version conflict',
		'dependency resolution, dependency conflict'
	)
];
