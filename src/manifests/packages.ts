import { bunLock } from './bun-lock.js';
import { cargoLock } from './cargo-lock.js';
import { cargoToml } from './cargo-toml.js';
import { cartfile } from './cartfile.js';
import { composerJson } from './composer-json.js';
import { composerLock } from './composer-lock.js';
import { cycloneDx } from './cyclonedx.js';
import { denoJson } from './deno-json.js';
import { denoLock } from './deno-lock.js';
import { dockerCompose } from './docker-compose.js';
import { envFile } from './env-file.js';
import { gemfile } from './gemfile.js';
import { gemfileLock } from './gemfile-lock.js';
import { githubWorkflow } from './github-workflow.js';
import { goMod } from './go-mod.js';
import { gradleBuild } from './gradle-build.js';
import { gradleCatalog } from './gradle-catalog.js';
import { gradleLockfile } from './gradle-lockfile.js';
import type { ManifestFormat } from './manifest-format.js';
import { mavenPom } from './maven-pom.js';
import { nugetLock } from './nuget-lock.js';
import { nugetProject } from './nuget-project.js';
import { packageJson } from './package-json.js';
import { packageLock } from './package-lock.js';
import { pipfileLock } from './pipfile-lock.js';
import { pnpmLock } from './pnpm-lock.js';
import { podfile } from './podfile.js';
import { podfileLock } from './podfile-lock.js';
import { pubspec } from './pubspec.js';
import { pubspecLock } from './pubspec-lock.js';
import { pyproject } from './pyproject.js';
import { pythonLock } from './python-lock.js';
import { requirementsTxt } from './requirements-txt.js';
import { spdx } from './spdx.js';
import { swiftPackage } from './swift-package.js';
import { swiftResolved } from './swift-resolved.js';
import { xcodeProject } from './xcode-project.js';
import { yarnLock } from './yarn-lock.js';

/** Formats that name packages, or the environment that they run in. */
export const packageFormats: readonly ManifestFormat[] = [
  packageJson,
  packageLock,
  yarnLock,
  pnpmLock,
  bunLock,
  denoJson,
  denoLock,
  gradleBuild,
  gradleCatalog,
  gradleLockfile,
  mavenPom,
  podfile,
  podfileLock,
  swiftPackage,
  swiftResolved,
  xcodeProject,
  cartfile,
  pubspec,
  pubspecLock,
  requirementsTxt,
  pyproject,
  pythonLock,
  pipfileLock,
  goMod,
  gemfile,
  gemfileLock,
  composerJson,
  composerLock,
  cargoToml,
  cargoLock,
  nugetProject,
  nugetLock,
  cycloneDx,
  spdx,
  dockerCompose,
  githubWorkflow,
  envFile,
];
