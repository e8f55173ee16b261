#!/usr/bin/env python3
"""Lists procedures, submits a dossier and tracks it, and shows a typed error.

usage: client.py [--server HOST:PORT] [--procedure CODE --agency CODE]

The token comes from MOTCUA_TOKEN; without --procedure nothing is submitted. Make the stubs first
with ./generate: they come from Protos/ alone.
"""

import argparse
import os
import sys
import uuid

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status

from motcua.v1 import dossier_pb2, dossier_pb2_grpc, procedure_pb2, procedure_pb2_grpc


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--server", default=os.environ.get("MOTCUA_SERVER", "127.0.0.1:7450"))
    parser.add_argument("--procedure")
    parser.add_argument("--agency")
    options = parser.parse_args()
    token = os.environ.get("MOTCUA_TOKEN")
    metadata = [("authorization", f"Bearer {token}")] if token else []

    with grpc.insecure_channel(options.server) as channel:
        procedures = procedure_pb2_grpc.ProcedureServiceStub(channel)
        dossiers = dossier_pb2_grpc.DossierServiceStub(channel)
        for procedure in all_procedures(procedures, limit=5):
            print(procedure.code, procedure.name, sep="  ")
        if options.procedure and options.agency:
            procedure = procedures.GetProcedure(
                procedure_pb2.GetProcedureRequest(code=options.procedure), timeout=10
            )
            dossier = submit(dossiers, procedure, options.agency, metadata)
            track(dossiers, dossier.code)
        show_error(dossiers)


def all_procedures(stub, limit):
    """Follows the pages of a list."""
    page_token, count = "", 0
    while count < limit:
        page = stub.ListProcedures(
            procedure_pb2.ListProceduresRequest(page_size=limit, page_token=page_token), timeout=10
        )
        for procedure in page.procedures[: limit - count]:
            count += 1
            yield procedure
        page_token = page.next_page_token
        if not page_token:
            return


def submit(stub, procedure, agency, metadata):
    """Submits once, however often the call is repeated: the request_id makes it so."""
    request = dossier_pb2.SubmitDossierRequest(
        procedure_code=procedure.code,
        agency_code=agency,
        applicant=dossier_pb2.Applicant(
            name="Nguyễn Văn An",
            subject_type=dossier_pb2.SUBJECT_TYPE_CITIZEN,
            identity_kind=dossier_pb2.IDENTITY_KIND_CITIZEN_ID,
            identity_number="070200001234",
        ),
        components=[
            dossier_pb2.ProvidedComponent(
                component_code=component.code, source=dossier_pb2.COMPONENT_SOURCE_FORM
            )
            for component in procedure.components
            if component.mandatory
        ],
        request_id=str(uuid.uuid4()),
    )
    dossier = stub.SubmitDossier(request, metadata=metadata, timeout=10)
    again = stub.SubmitDossier(request, metadata=metadata, timeout=10)
    assert again == dossier, "the same request_id gives the same answer"
    print("submitted", dossier.code, sep="  ")
    return dossier


def track(stub, code):
    """Asks how far a dossier is; anyone who knows the pair may."""
    answer = stub.TrackDossier(
        dossier_pb2.TrackDossierRequest(code=code, identity_suffix="1234"), timeout=10
    )
    print("tracked", answer.code, dossier_pb2.DossierState.Name(answer.state), sep="  ")


def show_error(stub):
    """Shows what an error carries besides its code: a reason, fields, a sentence for people."""
    try:
        stub.TrackDossier(dossier_pb2.TrackDossierRequest(code="x"), timeout=10)
    except grpc.RpcError as error:
        print("error", error.code().name, error.details(), sep="  ")
        for detail in rpc_status.from_call(error).details:
            print_detail(detail)
    else:
        sys.exit("a wrong request must be refused")


def print_detail(detail):
    for kind in (
        error_details_pb2.ErrorInfo,
        error_details_pb2.BadRequest,
        error_details_pb2.LocalizedMessage,
    ):
        message = kind()
        if not detail.Unpack(message):
            continue
        if kind is error_details_pb2.ErrorInfo:
            print("  reason", message.reason, message.domain, sep="  ")
        elif kind is error_details_pb2.BadRequest:
            for violation in message.field_violations:
                print("  field", violation.field, violation.description, sep="  ")
        else:
            print("  ", message.locale, message.message, sep="  ")


if __name__ == "__main__":
    main()
