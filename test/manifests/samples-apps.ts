import type { Sample } from './sample.js';

/** Manifests of mobile apps and of the JVM. */
export const appSamples: readonly Sample[] = [
  {
    file: 'android/app/build.gradle',
    text: `apply plugin: 'com.android.application'
apply plugin: "io.sentry.android.gradle"

def firebaseVersion = '21.5.0'
ext {
    mixpanelVersion = "7.5.2"
}

dependencies {
    implementation project(':core')
    implementation "com.google.firebase:firebase-analytics:$firebaseVersion"
    // implementation 'com.flurry.android:analytics:13.0.0'
    /* implementation 'com.flurry.android:ads:13.0.0' */
    implementation platform('com.google.firebase:firebase-bom:33.1.0')
    implementation('com.google.firebase:firebase-crashlytics') { exclude group: 'x', module: 'y' }
    api group: 'com.mixpanel.android', name: 'mixpanel-android', version: mixpanelVersion
    implementation 'com.a:first:1.0',
            'com.a:second:2.0@aar'
    debugImplementation 'com.squareup.leakcanary:leakcanary-android:2.14'
    testImplementation "junit:junit:4.13.2"
    implementation libs.sentry
}
`,
    seen: [
      "direct development pkg:maven/com.android.application/com.android.application.gradle.plugin | apply plugin: 'com.android.application'",
      'direct development pkg:maven/io.sentry.android.gradle/io.sentry.android.gradle.gradle.plugin | apply plugin: "io.sentry.android.gradle"',
      'direct production pkg:maven/com.google.firebase/firebase-analytics@21.5.0 | implementation "com.google.firebase:firebase-analytics:$firebaseVersion"',
      "direct production pkg:maven/com.google.firebase/firebase-bom@33.1.0 | implementation platform('com.google.firebase:firebase-bom:33.1.0')",
      "direct production pkg:maven/com.google.firebase/firebase-crashlytics | implementation('com.google.firebase:firebase-crashlytics')",
      "direct production pkg:maven/com.mixpanel.android/mixpanel-android@7.5.2 | api group: 'com.mixpanel.android', name: 'mixpanel-android', version: mixpanelVersion",
      "direct production pkg:maven/com.a/first@1.0 | implementation 'com.a:first:1.0'",
      "direct production pkg:maven/com.a/second@2.0 | 'com.a:second:2.0@aar'",
      "direct development pkg:maven/com.squareup.leakcanary/leakcanary-android@2.14 | debugImplementation 'com.squareup.leakcanary:leakcanary-android:2.14'",
      'direct development pkg:maven/junit/junit@4.13.2 | testImplementation "junit:junit:4.13.2"',
    ],
  },
  {
    file: 'app/build.gradle.kts',
    text: `plugins {
    id("com.google.gms.google-services") version "4.4.2"
    kotlin("android")
    id("java")
}

val sentry = "7.10.0"

dependencies {
    implementation("io.sentry:sentry-android:$sentry")
    implementation(group = "com.amplitude", name = "analytics-android", version = "1.16.8")
    implementation(platform("com.google.firebase:firebase-bom:33.1.0"))
    ksp("androidx.room:room-compiler:2.6.1")
    implementation(libs.posthog.android)
}
`,
    seen: [
      'direct development pkg:maven/com.google.gms.google-services/com.google.gms.google-services.gradle.plugin@4.4.2 | id("com.google.gms.google-services") version "4.4.2"',
      'direct production pkg:maven/io.sentry/sentry-android@7.10.0 | implementation("io.sentry:sentry-android:$sentry")',
      'direct production pkg:maven/com.amplitude/analytics-android@1.16.8 | implementation(group = "com.amplitude", name = "analytics-android", version = "1.16.8"',
      'direct production pkg:maven/com.google.firebase/firebase-bom@33.1.0 | implementation(platform("com.google.firebase:firebase-bom:33.1.0")',
      'direct development pkg:maven/androidx.room/room-compiler@2.6.1 | ksp("androidx.room:room-compiler:2.6.1")',
    ],
  },
  {
    file: 'gradle/libs.versions.toml',
    text: `[versions]
sentry = "7.10.0"
agp = { strictly = "8.5.0" }

[libraries]
sentry-android = { module = "io.sentry:sentry-android", version.ref = "sentry" }
amplitude = { group = "com.amplitude", name = "analytics-android", version = "1.16.8" }
posthog = "com.posthog:posthog-android:3.4.2"

[plugins]
application = { id = "com.android.application", version.ref = "agp" }
`,
    seen: [
      'direct production pkg:maven/io.sentry/sentry-android@7.10.0 | sentry-android = { module = "io.sentry:sentry-android", version.ref = "sentry" }',
      'direct production pkg:maven/com.amplitude/analytics-android@1.16.8 | amplitude = { group = "com.amplitude", name = "analytics-android", version = "1.16.8" }',
      'direct production pkg:maven/com.posthog/posthog-android@3.4.2 | posthog = "com.posthog:posthog-android:3.4.2"',
      'direct development pkg:maven/com.android.application/com.android.application.gradle.plugin@8.5.0 | application = { id = "com.android.application", version.ref = "agp" }',
    ],
  },
  {
    file: 'app/gradle.lockfile',
    text: `# This is a Gradle generated file for dependency locking.
# Manual edits can break the build and are not advised.
com.google.firebase:firebase-analytics:21.5.0=releaseCompileClasspath,releaseRuntimeClasspath
junit:junit:4.13.2=testCompileClasspath,testRuntimeClasspath
empty=annotationProcessor
`,
    seen: [
      'transitive production pkg:maven/com.google.firebase/firebase-analytics@21.5.0 | com.google.firebase:firebase-analytics:21.5.0',
      'transitive development pkg:maven/junit/junit@4.13.2 | junit:junit:4.13.2',
    ],
  },
  {
    file: 'pom.xml',
    text: `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <artifactId>shop</artifactId>
  <version>1.0</version>
  <properties><sentry.version>7.10.0</sentry.version></properties>
  <dependencyManagement><dependencies>
    <dependency><groupId>com.posthog.java</groupId><artifactId>posthog</artifactId><version>1.1.1</version></dependency>
  </dependencies></dependencyManagement>
  <dependencies>
    <!-- <dependency><groupId>a</groupId><artifactId>b</artifactId></dependency> -->
    <dependency><groupId>io.sentry</groupId><artifactId>sentry</artifactId><version>\${sentry.version}</version></dependency>
    <dependency><groupId>com.posthog.java</groupId><artifactId>posthog</artifactId></dependency>
    <dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4.13.2</version><scope>test</scope></dependency>
  </dependencies>
</project>
`,
    name: 'shop',
    seen: [
      'direct production pkg:maven/io.sentry/sentry@7.10.0 | <dependency><groupId>io.sentry</groupId><artifactId>sentry</artifactId><version>${sentry.version}</version></dependency>',
      'direct production pkg:maven/com.posthog.java/posthog@1.1.1 | <dependency><groupId>com.posthog.java</groupId><artifactId>posthog</artifactId></dependency>',
      'direct development pkg:maven/junit/junit@4.13.2 | <dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4.13.2</version><scope>test</scope></dependency>',
    ],
  },
  {
    file: 'ios/Podfile',
    text: `platform :ios, '15.0'

target 'Shop' do
  use_frameworks! # :linkage => :static
  pod 'Firebase/Analytics', '~> 10.29'
  pod "Sentry", :git => 'https://github.com/getsentry/sentry-cocoa.git', :tag => '8.30.0'
  # pod 'Flurry'
  pod 'Reveal-SDK', :configurations => ['Debug']

  target 'ShopTests' do
    inherit! :search_paths
    pod 'Quick'
  end
end

post_install do |installer|
  installer.pods_project.targets.each do |target|
  end
end
`,
    seen: [
      "direct production pkg:cocoapods/Firebase@~%3E%2010.29#Analytics | pod 'Firebase/Analytics', '~> 10.29'",
      "direct production pkg:cocoapods/Sentry | pod \"Sentry\", :git => 'https://github.com/getsentry/sentry-cocoa.git', :tag => '8.30.0'",
      "direct development pkg:cocoapods/Reveal-SDK | pod 'Reveal-SDK', :configurations => ['Debug']",
      "direct development pkg:cocoapods/Quick | pod 'Quick'",
    ],
  },
  {
    file: 'ios/Podfile.lock',
    text: `PODS:
  - Firebase/Analytics (10.29.0):
    - Firebase/Core
  - Firebase/Core (10.29.0)
  - "GoogleUtilities/NSData+zlib (7.13.0)"
  - Sentry (8.30.0)

DEPENDENCIES:
  - Firebase/Analytics (~> 10.29)
  - Sentry (from \`https://github.com/getsentry/sentry-cocoa.git\`, tag \`8.30.0\`)

SPEC REPOS:
  trunk:
    - Firebase

PODFILE CHECKSUM: abc

COCOAPODS: 1.15.2
`,
    seen: [
      'direct production pkg:cocoapods/Firebase@10.29.0#Analytics | Firebase/Analytics (10.29.0)',
      'transitive production pkg:cocoapods/Firebase@10.29.0#Core | Firebase/Core (10.29.0)',
      'transitive production pkg:cocoapods/GoogleUtilities@7.13.0#NSData%2Bzlib | GoogleUtilities/NSData+zlib (7.13.0)',
      'direct production pkg:cocoapods/Sentry@8.30.0 | Sentry (8.30.0)',
    ],
  },
  {
    file: 'Package.swift',
    text: `// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "Shop",
    dependencies: [
        .package(url: "https://github.com/getsentry/sentry-cocoa.git", from: "8.30.0"),
        .package(name: "PostHog", url: "git@github.com:PostHog/posthog-ios.git", .upToNextMajor(from: "3.5.0")),
        // .package(url: "https://github.com/a/b", from: "1.0.0"),
        .package(url: "https://github.com/amplitude/Amplitude-Swift", branch: "main"),
        .package(path: "../Core"),
    ],
    targets: [.target(name: "Shop")]
)
`,
    name: 'Shop',
    seen: [
      'direct production pkg:swift/github.com/getsentry/sentry-cocoa@8.30.0 | .package(url: "https://github.com/getsentry/sentry-cocoa.git", from: "8.30.0")',
      'direct production pkg:swift/github.com/PostHog/posthog-ios@3.5.0 | .package(name: "PostHog", url: "git@github.com:PostHog/posthog-ios.git", .upToNextMajor(from: "3.5.0"))',
      'direct production pkg:swift/github.com/amplitude/Amplitude-Swift | .package(url: "https://github.com/amplitude/Amplitude-Swift", branch: "main")',
    ],
  },
  {
    file: 'Package.resolved',
    text: `{
  "pins" : [
    {
      "identity" : "sentry-cocoa",
      "kind" : "remoteSourceControl",
      "location" : "https://github.com/getsentry/sentry-cocoa.git",
      "state" : { "revision" : "abc", "version" : "8.30.0" }
    }
  ],
  "version" : 3
}
`,
    seen: [
      `transitive production pkg:swift/github.com/getsentry/sentry-cocoa@8.30.0 | {
      "identity" : "sentry-cocoa",
      "kind" : "remoteSourceControl",
      "location" : "https://github.com/getsentry/sentry-cocoa.git",
      "state" : { "revision" : "abc", "version" : "8.30.0" }
    }`,
    ],
  },
  {
    file: 'v1/Package.resolved',
    text: '{ "object": { "pins": [{ "package": "Sentry", "repositoryURL": "https://github.com/getsentry/sentry-cocoa", "state": { "version": "8.30.0" } }] }, "version": 1 }',
    seen: [
      'transitive production pkg:swift/github.com/getsentry/sentry-cocoa@8.30.0 | { "package": "Sentry", "repositoryURL": "https://github.com/getsentry/sentry-cocoa", "state": { "version": "8.30.0" } }',
    ],
  },
  {
    file: 'Shop.xcodeproj/project.pbxproj',
    text: `// !$*UTF8*$!
{
	objects = {
		4F1 /* XCRemoteSwiftPackageReference "sentry-cocoa" */ = {
			isa = XCRemoteSwiftPackageReference;
			repositoryURL = "https://github.com/getsentry/sentry-cocoa";
			requirement = {
				kind = upToNextMajorVersion;
				minimumVersion = 8.30.0;
			};
		};
	};
}
`,
    seen: ['direct production pkg:swift/github.com/getsentry/sentry-cocoa@8.30.0 | https://github.com/getsentry/sentry-cocoa'],
  },
  {
    file: 'Cartfile',
    text: `# what the app is made of
github "getsentry/sentry-cocoa" ~> 8.30
git "https://git.example.com/a/b.git" "1.2.0"
binary "https://downloads.example.com/Firebase.json" == 10.29.0
`,
    seen: [
      'direct production pkg:github/getsentry/sentry-cocoa@8.30 | github "getsentry/sentry-cocoa" ~> 8.30',
      'direct production pkg:generic/git.example.com/a/b@1.2.0 | git "https://git.example.com/a/b.git" "1.2.0"',
      'direct production pkg:generic/downloads.example.com/Firebase.json@10.29.0 | binary "https://downloads.example.com/Firebase.json" == 10.29.0',
    ],
  },
  {
    file: 'Cartfile.resolved',
    text: 'github "getsentry/sentry-cocoa" "8.30.0"\n',
    seen: ['transitive production pkg:github/getsentry/sentry-cocoa@8.30.0 | github "getsentry/sentry-cocoa" "8.30.0"'],
  },
  {
    file: 'pubspec.yaml',
    text: `name: shop
environment:
  sdk: '>=3.0.0 <4.0.0'

dependencies:
  flutter:
    sdk: flutter
  firebase_analytics: ^11.2.0 # events
  sentry_flutter: "8.5.0"
  posthog_flutter: any
  core:
    path: ../core
  mixpanel_flutter:
    git:
      url: https://github.com/mixpanel/mixpanel-flutter.git

dev_dependencies:
  flutter_lints: ^4.0.0
`,
    name: 'shop',
    seen: [
      'direct production pkg:pub/firebase_analytics@%5E11.2.0 | firebase_analytics: ^11.2.0',
      'direct production pkg:pub/sentry_flutter@8.5.0 | sentry_flutter: "8.5.0"',
      'direct production pkg:pub/posthog_flutter | posthog_flutter: any',
      'direct production pkg:pub/core | core:\n    path: ../core',
      'direct production pkg:pub/mixpanel_flutter | mixpanel_flutter:\n    git:\n      url: https://github.com/mixpanel/mixpanel-flutter.git',
      'direct development pkg:pub/flutter_lints@%5E4.0.0 | flutter_lints: ^4.0.0',
    ],
  },
  {
    file: 'pubspec.lock',
    text: `# Generated by pub
packages:
  firebase_analytics:
    dependency: "direct main"
    description:
      name: firebase_analytics
      sha256: abc
      url: "https://pub.example"
    source: hosted
    version: "11.2.0"
  flutter:
    dependency: "direct main"
    description: flutter
    source: sdk
    version: "0.0.0"
  flutter_lints:
    dependency: "direct dev"
    source: hosted
    version: "4.0.0"
  meta:
    dependency: transitive
    source: hosted
    version: "1.15.0"
sdks:
  dart: ">=3.4.0 <4.0.0"
`,
    seen: [
      'direct production pkg:pub/firebase_analytics@11.2.0 | firebase_analytics',
      'direct development pkg:pub/flutter_lints@4.0.0 | flutter_lints',
      'transitive production pkg:pub/meta@1.15.0 | meta',
    ],
  },
];
