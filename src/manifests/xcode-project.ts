import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { repositoryOf } from './swift-package.js';
import { closingOf } from './syntax/comments.js';

/** project.pbxproj of Xcode: the Swift packages that an app without a Package.swift asks for. The place is the address of the repository. */
export const xcodeProject: ManifestFormat = {
  name: 'project.pbxproj',
  matches: (path) => nameOf(path) === 'project.pbxproj',
  read(file, text) {
    const dependencies: Dependency[] = [];
    for (const { 0: lead, index } of text.matchAll(/isa = XCRemoteSwiftPackageReference;\s{0,20}repositoryURL = "/g)) {
      const open = index + lead.length;
      const url = /[^"\n]{0,500}/y;
      url.lastIndex = open;
      const address = url.exec(text)?.[0] ?? '';
      const path = repositoryOf(address);
      if (path === undefined) continue;
      const brace = text.indexOf('{', open);
      const requirement = brace < 0 || brace - open > 1000 ? '' : text.slice(brace, closingOf(text, brace));
      const version = /\b(?:minimumVersion|version) = "?([\d.]+)/.exec(requirement)?.[1];
      dependencies.push(dependencyOf(file, { type: 'swift', path, version, start: open, end: open + address.length, direct: true, scope: 'production' }));
    }
    const isWhole = /\}\s*$/.test(text.slice(-200));
    const gaps = isWhole ? [] : [{ stage: 'manifests' as const, file, at: text.length, why: 'ends before it is complete: cut off?' }];
    return manifestOf(file, 'project.pbxproj', { dependencies, gaps });
  },
};
