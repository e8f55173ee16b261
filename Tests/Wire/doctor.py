"""motcua admin doctor: a sound server is told to be sound, and one altered figure is found.

The figure is altered by Python's own sqlite3 in a copy of the data folder, while no server runs.
"""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess

from house import (
    AGENCY, BIN, PROCEDURE, Runner, Server, Stubs, common_pb2, make_token, set_up, submission,
    temporary_folder)

DOSSIERS = 7


def doctor(server, *arguments):
    environment = dict(
        os.environ, MOTCUA_SERVER=server.address,
        MOTCUA_TOKEN_FILE=str(pathlib.Path(server.data, "admin.token")))
    return subprocess.run(
        [str(BIN / "motcua"), "admin", "doctor", *arguments], env=environment,
        capture_output=True, text=True, timeout=120)


def verdict(server):
    run = doctor(server, "-o", "ndjson")
    return run.returncode, json.loads(run.stdout.splitlines()[0])


class House:
    def __init__(self, folder):
        self.sound = pathlib.Path(folder, "sound")
        self.damaged = pathlib.Path(folder, "damaged")

    def furnish(self):
        server = Server(self.sound)
        admin = Stubs(server.address, server.token())
        set_up(admin)
        _, token = make_token(admin, common_pb2.PRINCIPAL_KIND_SYSTEM)
        portal = Stubs(server.address, token.secret)
        for number in range(DOSSIERS):
            portal.call(portal.dossiers.SubmitDossier, submission(number=f"0701900001{number:02}"))
        portal.close()
        admin.close()
        server.stop()
        shutil.copytree(self.sound, self.damaged)

    def agrees(self):
        server = Server(self.sound)
        try:
            code, told = verdict(server)
            assert code == 0, told
            assert int(told.get("differing", 0)) == 0, told
            assert int(told["passed"]) == DOSSIERS and int(told["figures"]) > 0, told
            table = doctor(server)
            assert table.returncode == 0 and "Số liệu khác" in table.stdout, table
            english = doctor(server, "--lang", "en")
            assert "Differing" in english.stdout, english
        finally:
            server.stop()

    def finds(self):
        database = self.damaged / "motcua.sqlite"
        with sqlite3.connect(database) as connection:
            changed = connection.execute(
                "UPDATE rollup SET amount = amount + 3 WHERE (agency_id, day, procedure_id, cell) "
                "IN (SELECT agency_id, day, procedure_id, cell FROM rollup WHERE amount > 0 "
                "LIMIT 1)"
            ).rowcount
        connection.close()
        assert changed == 1, changed
        server = Server(self.damaged)
        try:
            code, told = verdict(server)
            assert code == 1, (code, told)
            # Memory was made of the altered figure: by procedure, by agency and of the province.
            assert int(told["differing"]) == 4, told
            assert int(told["differingInMemory"]) == 3, told
            row = told["differences"][0]
            assert row["place"] == "FIGURE_PLACE_STORED", row
            assert (row["agencyCode"], row["procedureCode"]) == (AGENCY, PROCEDURE), row
            assert int(row["stored"]) == int(row["counted"]) + 3, row
            table = doctor(server)
            assert table.returncode == 1 and PROCEDURE in table.stdout, table
        finally:
            server.stop()


def main():
    runner = Runner()
    with temporary_folder() as folder:
        house = House(folder)
        house.furnish()
        runner.case("a sound server agrees", house.agrees)
        runner.case("an altered figure is found", house.finds)
    runner.finish()


main()
