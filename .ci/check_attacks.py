#!/usr/bin/env python3
"""Compares the attacks on a run of the reference with the figures computed for it.

usage: check_attacks.py ATTACKS_JSON RUN

RUN is a folder that `murmur attack --attacks threshold,biasedthreshold,linkability` has written to. AUCs may differ by
1e-3, mean losses by 1e-4 of their value; ranks must be equal, and shares of the lowest losses as far as tied losses allow.
"""
import csv, json, os, sys


def rows(run, attack):
    name = os.path.basename(os.path.abspath(run))
    with open(os.path.join(run, f"{attack}_{name}.csv")) as file:
        return {(int(row["agent"]), int(row["target"]), int(row["iteration"])): row for row in csv.DictReader(file)}


def tidy(run):
    with open(os.path.join(run, "attacks.csv")) as file:
        return {(int(row["victim"]), int(row["iteration"]), row["metric"]): row for row in csv.DictReader(file)}


def main(expected_file, run):
    with open(expected_file) as file:
        expected = json.load(file)
    threshold, biased, linkability = (rows(run, name) for name in ("threshold", "biasedthreshold", "linkability"))
    figures = tidy(run)
    passed, failed = 0, 0

    def check(right, what):
        nonlocal passed, failed
        if right:
            passed += 1
        else:
            failed += 1
            print("falls short:", what)

    def close(value, wanted, tolerance):
        return abs(float(value) - wanted) <= tolerance

    for model, wanted in expected.items():
        key = wanted["agent"], wanted["target"], wanted["iteration"]
        if not all(key in table for table in (threshold, biased, linkability)):
            check(False, f"{model} was not attacked")
            continue
        for column, tolerance in (("roc_auc", 1e-3), ("gini_auc", 2e-3)):
            value = threshold[key][column]
            check(close(value, wanted[column], tolerance), f"{model}: {column} is {value}, not {wanted[column]}")
        for column, share in wanted["biasedthreshold"].items():
            row = figures[key[0], key[2], column]
            exact = float(biased[key][column]) == float(row["low"])
            within = float(row["low"]) - 1e-9 <= share <= float(row["high"]) + 1e-9
            check(exact and within, f"{model}: {column} is {row['low']} to {row['high']}, not {share}")
        for column in ("mean_loss_members", "mean_loss_non_members"):
            value = figures[key[0], key[2], column]["value"]
            check(close(value, wanted[column], 1e-4 * wanted[column]), f"{model}: {column} is {value}, not {wanted[column]}")
        for node, loss in enumerate(wanted["linkability_mean_losses"]):
            value = linkability[key][f"loss_trainset_{node}"]
            check(close(value, loss, 1e-4 * loss), f"{model}: the loss on node {node} is {value}, not {loss}")
        rank = linkability[key]["linkability_real_rank"]
        check(int(rank) == wanted["linkability_real_rank"], f"{model}: rank {rank}, not {wanted['linkability_real_rank']}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
