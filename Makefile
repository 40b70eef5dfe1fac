# Lagebild: see README.md. Every target says what it does.
SHELL := /bin/bash

.PHONY: setup build demo test lint check-scorers hostile browser benchmark clean

setup:
	@scripts/setup.sh

# Swift's own libraries are linked into the binary where the toolchain has them as archives (Linux): it starts and
# reads faster, and runs where there is no Swift.
STATIC = $(if $(wildcard $(shell swiftc -print-target-info 2>/dev/null \
	| sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')_static/linux/libFoundation.a),--static-swift-stdlib)

# Small functions of one module are inlined into the code of another: it reads faster by one to two per cent, and builds as
# fast.
INLINED = -Xswiftc -cross-module-optimization

build: setup
	@echo "building the release binary"
	swift build -c release --product lagebild $(STATIC) $(INLINED)
	@echo "built: .build/release/lagebild"

demo: build
	@echo "reading examples/hafen-von-tarvo.txt"
	.build/release/lagebild read examples/hafen-von-tarvo.txt

# The tests read whole articles, so the code that reads is optimised for them (Package.swift).
# The scorers and the browser are tried with the debug binary, which the tests need anyway: one build is enough.
test: setup lint
	@echo "building the tests"
	LAGEBILD_OPTIMISED=1 swift build --build-tests
	@echo "checking the scorers"
	@LAGEBILD=.build/debug/lagebild scripts/check-scorers.sh
	@echo "running the tests"
	LAGEBILD_OPTIMISED=1 swift test --skip-build
	@echo "driving the desk in a browser"
	@scripts/browser.sh .build/debug/lagebild --debug

lint:
	@echo "checking the layout of the sources"
	swift format lint --strict --recursive Sources Tests benchmarks/Sources

check-scorers: build
	@scripts/check-scorers.sh

hostile: build
	@scripts/hostile.sh

browser: build
	@scripts/browser.sh .build/release/lagebild

benchmark:
	@echo "measuring speed and memory"
	swift run --package-path benchmarks -c release benchmark

clean:
	swift package clean
